# Faces of Debian 12 alone, so that expectations hold on every machine: fonts-noto-cjk (CFF), fonts-lxgw-wenkai and
# fonts-liberation2 (TrueType).

folder  /usr/share/fonts/opentype/noto
folder  /usr/share/fonts/truetype/lxgw-wenkai
folder  /usr/share/fonts/truetype/liberation2
folder  /usr/share/fonts/truetype/liberation

role    song
face    Noto Serif CJK SC
file    NotoSerifCJK-Regular.ttc
index   2

role    fangsong
face    LXGW WenKai
file    LXGWWenKai-Regular.ttf

role    hei
face    Noto Sans CJK SC
file    NotoSansCJK-Regular.ttc
index   2

role    kai
face    LXGW WenKai
file    LXGWWenKai-Regular.ttf

role    xiaobiaosong
face    Noto Serif CJK SC Bold
file    NotoSerifCJK-Bold.ttc
index   2

role    latin
face    Liberation Serif
file    LiberationSerif-Regular.ttf

role    rare
face    Noto Serif CJK SC
file    NotoSerifCJK-Regular.ttc
index   2
