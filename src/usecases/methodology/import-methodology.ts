import type { ReportingRules } from '../../domain/kpi/period.ts';
import type {
  CalendarYear,
  City,
  CrossRule,
  Kpi,
  Methodology,
} from '../../domain/methodology/methodology.ts';
import type { Tx } from '../../storage/database.ts';
import type { Prisma } from '../../storage/generated/client.ts';
import type { Deps } from '../deps.ts';
import { type DeadlineMove, moveOpenDeadlines } from '../periods/move-open-deadlines.ts';
import { transact } from '../transaction.ts';
import { lockMethodology } from './lock-methodology.ts';

export type ImportOutcome =
  /** `moved` are the deadlines that became later by the new calendar; those concerned are told. */
  | { kind: 'imported'; versionId: number; moved: readonly DeadlineMove[] }
  /** The newest version is these very data: nothing was changed. */
  | { kind: 'unchanged'; versionId: number };

/**
 * Makes the methodology data, already validated as a whole, the current version. The same data imported
 * again change nothing; earlier versions stay as they are, because published ratings name them. Where the working
 * calendar changed, open deadlines move later.
 */
export async function importMethodology(
  deps: Deps,
  input: { methodology: Methodology; checksum: string; actor: string },
): Promise<ImportOutcome> {
  const { methodology, checksum } = input;
  return transact(deps, async (work): Promise<ImportOutcome> => {
    const { tx, now, audit } = work;
    await lockMethodology(tx);
    const newest = await tx.methodologyVersion.findFirst({
      where: { active: true },
      orderBy: { id: 'desc' },
    });
    if (newest?.checksum === checksum) return { kind: 'unchanged', versionId: newest.id };
    await importPlaces(tx, methodology);
    await importCatalogue(tx, methodology);
    for (const year of methodology.calendar) await importYear(tx, year, now);
    await tx.methodologyVersion.updateMany({ where: { active: true }, data: { active: false } });
    const { about } = methodology;
    const version = await tx.methodologyVersion.upsert({
      where: { checksum },
      // Data that were current before and come back: their definitions are there already.
      update: { active: true, importedAt: now },
      create: {
        name: about.version,
        status: about.status,
        checksum,
        importedAt: now,
        reporting: methodology.reporting,
        crossRules: methodology.crossRules as CrossRule[],
        kpis: { create: methodology.kpis.map(definitionOf) },
        methods: {
          create: methodology.ratingMethods.map((method) => ({
            key: method.id,
            isDefault: method.default,
            definition: method as unknown as Prisma.InputJsonObject,
          })),
        },
      },
    });
    audit({
      chain: 'country',
      kind: 'methodology.imported',
      actor: input.actor,
      subject: `methodology:${version.id}`,
      payload: { name: about.version, status: about.status, checksum },
    });
    const moved = await moveOpenDeadlines(work, {
      zone: deps.settings.timeZone,
      // By which an open period was made: those that were in force until now.
      rules: (newest?.reporting ?? methodology.reporting) as unknown as ReportingRules,
      actor: input.actor,
    });
    return { kind: 'imported', versionId: version.id, moved };
  });
}

async function importPlaces(tx: Tx, { regions, workingGroups, cities }: Methodology): Promise<void> {
  for (const { id, kato, name } of regions) {
    const data = { kato, nameKk: name.kk, nameRu: name.ru };
    await tx.region.upsert({ where: { id }, create: { id, ...data }, update: data });
  }
  for (const { id, name, region } of workingGroups) {
    const data = { nameKk: name.kk, nameRu: name.ru, regionId: region };
    await tx.workingGroup.upsert({ where: { id }, create: { id, ...data }, update: data });
  }
  for (const city of cities) {
    const data = cityRow(city);
    await tx.city.upsert({ where: { id: city.id }, create: { id: city.id, ...data }, update: data });
  }
}

async function importCatalogue(tx: Tx, { spheres, units, kpis }: Methodology): Promise<void> {
  for (const { id, order, name, rated } of spheres) {
    const data = { position: order, nameKk: name.kk, nameRu: name.ru, isRated: rated };
    await tx.sphere.upsert({ where: { id }, create: { id, ...data }, update: data });
  }
  for (const { id, label, decimals, limits } of units) {
    const data = { kk: label.kk, ru: label.ru, decimals, min: limits.min, max: limits.max };
    await tx.unit.upsert({ where: { id }, create: { id, ...data }, update: data });
  }
  await tx.kpi.createMany({ data: kpis.map(({ code }) => ({ code })), skipDuplicates: true });
}

/** A forecast never takes the place of a published calendar: a release may know less than its operator. */
async function importYear(tx: Tx, year: CalendarYear, now: Date): Promise<void> {
  if (year.status !== 'official') {
    const known = await tx.calendarYear.findUnique({ where: { year: year.year }, select: { status: true } });
    if (known?.status === 'official') return;
  }
  const data = {
    status: year.status,
    daysOff: year.weekdayDaysOff,
    extraWorkingDays: year.extraWorkingDays,
    holidays: year.holidays,
    importedAt: now,
  };
  await tx.calendarYear.upsert({
    where: { year: year.year },
    create: { year: year.year, ...data },
    update: data,
  });
}

function cityRow(city: City) {
  return {
    kato: city.kato,
    category: city.category,
    settlementType: city.settlementType,
    nameKk: city.name.kk,
    nameRu: city.name.ru,
    shortKk: city.shortName.kk,
    shortRu: city.shortName.ru,
    also: city.also,
    regionId: city.region,
    workingGroupId: city.workingGroup,
    raionKk: city.raion?.kk ?? null,
    raionRu: city.raion?.ru ?? null,
    isCapital: city.capital,
    isOblastCentre: city.oblastCentre,
    isRaionCentre: city.raionCentre,
    isRated: city.rated,
    notRatedBecause: city.notRatedBecause,
    population: city.population,
    lat: city.lat,
    lon: city.lon,
    geoSource: city.geoSource,
  };
}

function definitionOf(kpi: Kpi, position: number) {
  return {
    kpiCode: kpi.code,
    position,
    sphereId: kpi.sphere,
    unitId: kpi.unit,
    nameKk: kpi.name.kk,
    nameRu: kpi.name.ru,
    shortKk: kpi.shortName.kk,
    shortRu: kpi.shortName.ru,
    decimals: kpi.decimals,
    direction: kpi.direction,
    min: kpi.min,
    max: kpi.max,
    targets: kpi.target,
    period: kpi.period,
    weight: kpi.weight,
    categories: kpi.categories,
    status: kpi.status,
  };
}
