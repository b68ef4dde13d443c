/** Where the screens are. The server answers all of them with the studio's page. */
export const addresses = {
  projects: '/',
  new: '/studio/new',
  project: (id: string) => `/studio/projects/${id}`,
  decisions: '/studio/decisions',
  settings: '/studio/settings',
};
