export default {
  title: '対策',
  soon: '費用対効果の順に対策がここに並びます。',
};
