export default {
  title: '保険の比較',
  soon: '証券を19の軸で並べて比べる表がここに立ちます。',
};
