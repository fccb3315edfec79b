import type { City, Region, WorkingGroup } from './methodology.ts';
import type { Report, Row } from './problem.ts';

/**
 * Reports settlements, oblasts and working groups that do not fit together: unknown ids, a settlement of
 * another oblast's group, half of a coordinate pair, a category that contradicts the flags, an unrated
 * settlement without a reason, codes used twice.
 */
export function checkPlaces(
  cities: readonly Row<City>[],
  regions: readonly Row<Region>[],
  groups: readonly Row<WorkingGroup>[],
  report: Report,
): void {
  const regionIds = new Set(regions.map((row) => row.id));
  const cityRows = new Map(cities.map((row) => [row.id, row.value]));
  const groupRows = new Map(groups.map((row) => [row.id, row.value]));

  for (const row of groups) checkGroup(row, regionIds, cityRows, report);

  const groupRegions = new Set(groups.map((row) => row.value.region));
  for (const row of regions) {
    if (!groupRegions.has(row.id)) report('regions.json', row, 'id', 'no working group has this oblast');
  }

  const codes = new Map<string, string>();
  const places = [
    ...regions.map((row) => ({ file: 'regions.json', row })),
    ...cities.map((row) => ({ file: 'cities.json', row })),
  ];
  for (const { file, row } of places) {
    const kato = row.value.kato;
    if (kato === null) continue;
    const other = codes.get(kato);
    if (other !== undefined) report(file, row, 'kato', `${kato} is also the code of ${other}`);
    else codes.set(kato, row.id);
  }

  for (const row of cities) checkCity(row, regionIds, groupRows, report);
}

function checkGroup(
  row: Row<WorkingGroup>,
  regionIds: ReadonlySet<string>,
  cityRows: ReadonlyMap<string, City>,
  report: Report,
): void {
  const group = row.value;
  const tell = (field: string, message: string) => report('working-groups.json', row, field, message);
  if (group.kind === 'oblast') {
    if (group.region === null) tell('region', 'the group of an oblast must name it');
    if (group.city !== null) tell('city', 'the group of an oblast names no city');
  } else {
    if (group.city === null) tell('city', 'the group of a city must name it');
    if (group.region !== null) tell('region', 'the group of a city names no oblast');
  }
  if (group.region !== null && !regionIds.has(group.region))
    tell('region', `unknown oblast: ${group.region}`);
  if (group.city === null) return;
  const city = cityRows.get(group.city);
  if (city === undefined) tell('city', `unknown settlement: ${group.city}`);
  else if (city.workingGroup !== row.id) tell('city', `${group.city} belongs to ${city.workingGroup}`);
}

function checkCity(
  row: Row<City>,
  regionIds: ReadonlySet<string>,
  groups: ReadonlyMap<string, WorkingGroup>,
  report: Report,
): void {
  const city = row.value;
  const tell = (field: string, message: string) => report('cities.json', row, field, message);

  if (city.region !== null && !regionIds.has(city.region)) tell('region', `unknown oblast: ${city.region}`);
  if (city.category !== 'republican' && city.region === null) tell('region', 'must name the oblast');
  if (city.category === 'republican' && city.region !== null) {
    tell('region', 'a republican city belongs to no oblast');
  }

  const group = groups.get(city.workingGroup);
  if (group === undefined) tell('workingGroup', `unknown working group: ${city.workingGroup}`);
  else if (group.kind === 'oblast' ? group.region !== city.region : group.city !== row.id) {
    tell('workingGroup', `${city.workingGroup} is the group of ${group.region ?? group.city ?? 'nothing'}`);
  }

  if ((city.lat === null) !== (city.lon === null)) {
    tell(city.lat === null ? 'lat' : 'lon', 'latitude and longitude go together: give both or none');
  }
  if (city.lat !== null && city.geoSource === null) tell('geoSource', 'coordinates need their source');
  if ((city.population === null) !== (city.populationAsOf === null)) {
    tell('populationAsOf', 'the number of inhabitants goes with its date: give both or none');
  }
  if (city.rated !== (city.notRatedBecause === null)) {
    tell(
      'notRatedBecause',
      city.rated ? 'a rated settlement needs no reason' : 'must say why it is not rated',
    );
  }
  if (city.oblastCentre && city.category !== 'oblast') tell('category', 'an oblast centre is in "oblast"');
  if (city.category === 'raion' && !city.raionCentre) {
    tell('raionCentre', 'only the centres of raions are in "raion"');
  }
}
