export default {
  title: '契約',
  soon: '責任の上限と通知期限、契約の穴がここに並びます。',
};
