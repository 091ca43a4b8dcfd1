export const words = {
  title: 'API specification',
  loading: 'Loading the API specification',
  notFound: 'There is no such API, or it is not yours to see.',
  failed: 'This document cannot be shown here.',
  download: 'Download it instead',
}
