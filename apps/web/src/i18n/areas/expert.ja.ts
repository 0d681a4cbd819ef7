export default {
  title: '専門家のリンク',
  soon: 'リンクで読める内容がここに並びます。',
};
