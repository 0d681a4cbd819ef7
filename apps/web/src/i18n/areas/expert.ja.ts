export default {
  title: '専門家のリンク',
  lead: '{{organisation}} から、{{until}}まで読むことができます。変更はできません。',
  end: '見るのを終える',
  void: 'このリンクは使えません',
  voidText: '期限が過ぎたか、止められています。送ってくれた人に新しいリンクを頼んでください。',
  logged: '見たことは、組織の記録に残ります。',
  cases: '事案',
  pages: { estimate: '見積もり', register: '台帳', contracts: '契約' },
};
