# Faces of Debian's packages alone, whose measures do not change under the tests.

folder  /usr/share/fonts/opentype/noto
folder  /usr/share/fonts/truetype/lxgw-wenkai
folder  /usr/share/fonts/truetype/liberation2
folder  /usr/share/fonts/truetype/hanazono

role    song
face    Noto Serif CJK SC
file    NotoSerifCJK-Regular.ttc
index   2

role    fangsong
face    Noto Serif CJK SC
file    NotoSerifCJK-Regular.ttc
index   2

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
face    HanaMinA
file    HanaMinA.ttf
face    HanaMinB
file    HanaMinB.ttf
