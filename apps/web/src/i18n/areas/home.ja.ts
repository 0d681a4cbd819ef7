export default {
  title: 'ホーム',
  soon: 'いまの想定と、次にすることをここに並べます。',
};
