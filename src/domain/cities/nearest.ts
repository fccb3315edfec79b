/** A point on the earth: degrees of latitude and longitude, WGS 84. */
export type Point = { readonly lat: number; readonly lon: number };

/** Beyond this, the person is hardly in the settlement that is found. */
const FAR_KM = 100;
const EARTH_RADIUS_KM = 6371.0088;

/** Distance along the surface of the earth in kilometres, by the haversine formula (error below 0.6 %). */
export function distanceKm(a: Point, b: Point): number {
  const radians = Math.PI / 180;
  const halfLat = ((b.lat - a.lat) * radians) / 2;
  const halfLon = ((b.lon - a.lon) * radians) / 2;
  const chord =
    Math.sin(halfLat) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(halfLon) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/**
 * The `count` settlements nearest to a point, nearest first, with the distance in kilometres; `far` marks
 * those beyond 100 km. Settlements without coordinates are passed over.
 */
export function findNearest<C extends { readonly id: string; lat: number | null; lon: number | null }>(
  point: Point,
  cities: readonly C[],
  count: number,
): { city: C; distanceKm: number; far: boolean }[] {
  return cities
    .flatMap((city) => {
      if (city.lat === null || city.lon === null) return [];
      const distance = distanceKm(point, { lat: city.lat, lon: city.lon });
      return [{ city, distanceKm: distance, far: distance > FAR_KM }];
    })
    .sort((a, b) => a.distanceKm - b.distanceKm || (a.city.id < b.city.id ? -1 : 1))
    .slice(0, count);
}
