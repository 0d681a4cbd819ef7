export default {
  title: '損害の見える化',
  soon: '超過確率曲線、お金の滝、費目、穴の地図、つまみがここに並びます。',
};
