# The faces that offices ask for by name. None of them is free: put your files into a folder and name it with --font-folder,
# or put them beside this file. How a profile is written: README.md.

scan    .
folder  /usr/share/fonts/opentype/noto
folder  /usr/share/fonts/truetype/liberation2
folder  /usr/share/fonts/truetype/liberation
folder  /usr/share/fonts/truetype/hanazono
folder  /usr/share/fonts/truetype/babelstone

role    song
face    宋体 | SimSun | NSimSun | 新宋体
face    方正书宋简体 | 方正书宋_GBK | 方正书宋 | FZSSJW | FZSSJW--GB1-0 | FZSSK | FZSSK--GBK1-0 | FZShuSong-Z01 | FZShuSong-Z01S
face    华文宋体 | STSong | STSongti-SC-Regular | Songti SC

role    fangsong
face    仿宋_GB2312 | FangSong_GB2312
face    仿宋 | FangSong | SimFang
face    方正仿宋简体 | 方正仿宋_GBK | 方正仿宋 | FZFSJW | FZFSJW--GB1-0 | FZFSK | FZFSK--GBK1-0 | FZFangSong-Z02 | FZFangSong-Z02S
face    华文仿宋 | STFangsong | STFangsong-Regular

role    hei
face    黑体 | SimHei
face    方正黑体简体 | 方正黑体_GBK | 方正黑体 | FZHTJW | FZHTJW--GB1-0 | FZHTK | FZHTK--GBK1-0 | FZHei-B01 | FZHei-B01S
face    华文黑体 | STHeiti | STHeitiSC-Medium | Heiti SC

role    kai
face    楷体_GB2312 | KaiTi_GB2312
face    楷体 | KaiTi | SimKai
face    方正楷体简体 | 方正楷体_GBK | 方正楷体 | FZKTJW | FZKTJW--GB1-0 | FZKTK | FZKTK--GBK1-0 | FZKai-Z03 | FZKai-Z03S
face    华文楷体 | STKaiti | STKaiti-SC-Regular | Kaiti SC

role    xiaobiaosong
face    方正小标宋简体 | FZXBSJW | FZXBSJW--GB1-0 | FZXiaoBiaoSong-B05S | 小标宋
face    方正小标宋_GBK | 方正小标宋 | FZXBSK | FZXBSK--GBK1-0 | FZXiaoBiaoSong-B05

role    latin
face    Times New Roman | TimesNewRomanPSMT
face    Liberation Serif | LiberationSerif
file    LiberationSerif-Regular.ttf
package fonts-liberation2

# Faces of the GB 2312 kind lack 1,467 of the 8,105 standard characters.
role    rare
face    Noto Serif CJK SC | NotoSerifCJKsc-Regular | 思源宋体 | Source Han Serif SC
file    NotoSerifCJK-Regular.ttc
index   2
package fonts-noto-cjk
face    SimSun-ExtB
face    SimSun-ExtG
face    HanaMinA
file    HanaMinA.ttf
package fonts-hanazono
face    HanaMinB
file    HanaMinB.ttf
package fonts-hanazono
face    BabelStone Han | BabelStoneHan
file    BabelStoneHan.ttf
package fonts-babelstone-han
