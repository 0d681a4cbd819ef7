export default {
  title: '五つの質問',
  soon: '五つの質問がここに並びます。',
};
