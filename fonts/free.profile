# Free faces: Debian's packages and the FangSong that scripts/fetch-fangsong gets. How a profile is written: README.md.

folder  ../build/fonts
folder  .
folder  /usr/share/fonts/opentype/noto
folder  /usr/share/fonts/truetype/lxgw-wenkai
folder  /usr/share/fonts/truetype/liberation2
folder  /usr/share/fonts/truetype/liberation
folder  /usr/share/fonts/truetype/hanazono
folder  /usr/share/fonts/truetype/babelstone
folder  /usr/share/fonts/opentype/urw-base35
folder  /usr/share/texlive/texmf-dist/fonts/truetype/public/lxgw-fonts
folder  /usr/share/texlive/texmf-dist/fonts/opentype/public/fandol

role    song
face    Noto Serif CJK SC | NotoSerifCJKsc-Regular | 思源宋体 | Source Han Serif SC
file    NotoSerifCJK-Regular.ttc
index   2
package fonts-noto-cjk

# Only the first has all 8,105 standard characters in a FangSong design. A symbol that it lacks (①, ■) comes from the next.
# Its （ ） look like 〔 〕, and its quotes are small and low.
role    fangsong
marks   kai （）“”‘’
face    LXGW Zhuque Fangsong | Zhuque Fangsong | ZhuqueFangsong-Regular | 朱雀仿宋 | Zhuque Fangsong (technical preview)
file    LXGWZhuqueFangsong-Regular.ttf
face    FandolFang | FandolFang R | FandolFang-Regular
file    FandolFang-Regular.otf
face    LXGW WenKai | LXGWWenKai-Regular | 霞鹜文楷
file    LXGWWenKai-Regular.ttf
package fonts-lxgw-wenkai
face    Noto Serif CJK SC | NotoSerifCJKsc-Regular
file    NotoSerifCJK-Regular.ttc
index   2
package fonts-noto-cjk

role    hei
face    Noto Sans CJK SC | NotoSansCJKsc-Regular | 思源黑体 | Source Han Sans SC
file    NotoSansCJK-Regular.ttc
index   2
package fonts-noto-cjk

role    kai
face    LXGW WenKai | LXGWWenKai-Regular | 霞鹜文楷
file    LXGWWenKai-Regular.ttf
package fonts-lxgw-wenkai

# No free XiaoBiaoSong exists; this is the nearest in weight that has all standard characters.
role    xiaobiaosong
face    Noto Serif CJK SC Bold | NotoSerifCJKsc-Bold | Source Han Serif SC Bold
file    NotoSerifCJK-Bold.ttc
index   2
package fonts-noto-cjk

# Digits half an em wide, all alike: they stand under one another in tables and fill half a cell in text.
role    latin
face    Liberation Serif | LiberationSerif
file    LiberationSerif-Regular.ttf
package fonts-liberation2
face    Nimbus Roman | NimbusRoman-Regular
file    NimbusRoman-Regular.otf
package fonts-urw-base35

role    rare
face    Noto Serif CJK SC | NotoSerifCJKsc-Regular
file    NotoSerifCJK-Regular.ttc
index   2
package fonts-noto-cjk
face    HanaMinA
file    HanaMinA.ttf
package fonts-hanazono
face    HanaMinB
file    HanaMinB.ttf
package fonts-hanazono
face    BabelStone Han | BabelStoneHan
file    BabelStoneHan.ttf
package fonts-babelstone-han
