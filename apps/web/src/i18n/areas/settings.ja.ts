export default {
  title: '設定',
  soon: '組織の設定がここに並びます。',
};
