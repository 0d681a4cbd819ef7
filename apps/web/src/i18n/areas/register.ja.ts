export default {
  title: '台帳',
  soon: '会社・情報資産・取引先・対策・連絡先の表がここに並びます。',
};
