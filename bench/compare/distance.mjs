// Great-circle distance on a sphere of the Earth's mean radius, as the API has it; in metres.
const EARTH_RADIUS = 6371008.8;
const radians = (degrees) => degrees * Math.PI / 180;

export function distanceMetres(a, b) {
  const sinLatitude = Math.sin(radians(b.latitude - a.latitude) / 2);
  const sinLongitude = Math.sin(radians(b.longitude - a.longitude) / 2);
  const haversine = sinLatitude ** 2
    + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * sinLongitude ** 2;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(haversine)));
}
