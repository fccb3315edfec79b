import type { Db } from '../../src/storage/database.ts';
import type { InitiativeState } from '../../src/storage/generated/enums.ts';

export interface NewInitiative {
  cityId?: string;
  sphereId?: string;
  titleKk?: string;
  titleRu?: string;
  descriptionKk?: string;
  descriptionRu?: string;
  state?: InitiativeState;
  progress?: number;
  dueOn?: string;
  isDemo?: boolean;
  /** None, if absent; decimal texts. */
  indicators?: readonly {
    nameKk: string;
    nameRu: string;
    unitId?: string;
    start?: string;
    target: string;
    current?: string;
  }[];
}

export interface TestInitiative {
  id: number;
  code: string;
  titleKk: string;
  titleRu: string;
}

let counter = 0;

/** Puts an initiative into the roadmap of a city: of Oral, in transport, in progress, if nothing is said. */
export async function createInitiative(db: Db, input: NewInitiative = {}): Promise<TestInitiative> {
  counter += 1;
  const at = new Date('2026-01-12T10:00+05:00');
  return db.initiative.create({
    data: {
      code: `Test${counter}`,
      cityId: input.cityId ?? 'oral',
      sphereId: input.sphereId ?? 'transport',
      isBase: false,
      titleKk: input.titleKk ?? `Ақылды аялдамалар ${counter}`,
      titleRu: input.titleRu ?? `Умные остановки ${counter}`,
      descriptionKk: input.descriptionKk ?? 'Аялдамаларда автобустың келу уақыты көрсетіледі.',
      descriptionRu: input.descriptionRu ?? 'На остановках видно, когда придёт автобус.',
      executorKk: 'Жолаушылар көлігі басқармасы',
      executorRu: 'Управление пассажирского транспорта',
      state: input.state ?? 'in_progress',
      progress: input.progress ?? 40,
      startsOn: '2026-03-01',
      dueOn: input.dueOn ?? '2026-12-20',
      kpiCodes: [],
      isDemo: input.isDemo ?? false,
      createdAt: at,
      updatedAt: at,
      indicators: {
        create: (input.indicators ?? []).map((indicator, index) => ({
          position: index + 1,
          nameKk: indicator.nameKk,
          nameRu: indicator.nameRu,
          unitId: indicator.unitId ?? null,
          start: indicator.start ?? null,
          target: indicator.target,
          current: indicator.current ?? null,
        })),
      },
    },
    select: { id: true, code: true, titleKk: true, titleRu: true },
  });
}
