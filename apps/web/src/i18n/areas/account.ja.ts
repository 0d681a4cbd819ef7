export default {
  title: 'アカウント',
  soon: '自分のアカウントがここに並びます。',
};
