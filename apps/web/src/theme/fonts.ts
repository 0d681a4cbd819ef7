// BIZ UDPGothic in slices: a browser fetches those whose characters it shows.
import '@fontsource/biz-udpgothic/400.css';
import '@fontsource/biz-udpgothic/700.css';
