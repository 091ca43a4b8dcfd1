export const plotWords = {
  loading: 'Drawing the plot',
  numbers: 'Show the numbers',
}
