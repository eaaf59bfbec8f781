import { helpRoutes, publicDistrict } from '@bijspringen/contracts/people/api.ts';
import { request } from './client.ts';

/** What the public screens need before anything is raised. */
export function fetchDistrict() {
  return request({ path: '/api/district', answer: publicDistrict });
}

/** Whom to call for what. */
export function fetchHelpRoutes() {
  return request({ path: '/api/help-routes', answer: helpRoutes });
}
