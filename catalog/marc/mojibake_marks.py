"""Signs of text whose encoding was mistaken: the characters that the bytes of some become in others."""

GBK_MARKS = (
    "鋩鋪鋫鋬鋭鋮鋯鋰鋱鋲鋳鋴鋵鋶鋷鋸鋹鋺鋻鋼鋽鋾鋿錀錁錂錃錄錅錆錇錈錉洹洧洌浃浈洇洄洙洎洫浍洮洵洚浏"
    "浒浔洳涑浯涞涠浞涓涔浜浠浼浣渚淇鍊鍋鍌鍍鍎鍏鍐鍑鍒鍓鍔鍕鍖鍗鍘鍙鍚鍛鍜鍝鍞鍟鍠鍡鍢鍣鍤鍥鍦鍧鍨鍩"
    "鍫濉澧澹澶濂濡濮濞濠濯瀚瀣瀛瀹瀵灏灞宀宄宕宓宥宸甯骞搴寤寮褰寰蹇鎬鎭鎮鎯鎰鎱鎲鎳鎴鎵鎶鎷鎸鎹鎺鎻"
    "鎼鎽鎾鎿鏀鏁鏂鏃鏄鏅鏆鏇鏈鏉鏋鏌鏍妗姊妫妞妤姒妲妯姗妾娅娆姝娈姣姘姹娌娉娲娴娑娣娓婀婧婊婕娼婢婵"
    "鐎鐏鐐鐑鐒鐓鐔鐕鐖鐗鐘鐙鐚鐛鐜鐝鐞鐟鐠鐡鐢鐣鐤鐥鐦鐧鐨鐩鐪鐫鐬鐭鐮纭纰纾绀绁绂绉绋绌绐绔绗绛绠绡"
    "绨绫绮绯绱绲缍绶绺绻绾缁缂缃缇缈鑰鑱鑲鑳鑴鑵鑶鑷鑸鑹鑺鑻鑼鑽鑾鑿钀钁钂钃钄钑钖钘铇铏铓铔铚铦铻锜"
    "锠琛琚瑁瑜瑗瑕瑙瑷瑭瑾璜璎璀璁璇璋璞璨璩璐璧瓒璺韪韫韬杌杓杞杈杩閫閬閭閮閯閰閱閲閳閴閵閶閷閸閹閺"
    "閻閼閽閾閿闀闁闂闃闄闅闆闇闈闉闊闋椤棰椋椁楗棣椐楱椹楠楂楝榄楫榀榘楸椴槌榇榈槎榉楦楣楹榛榧榻榫榭"
)
"""What E4-E9 of UTF-8, with which most Han characters begin, become in GBK with the byte behind them."""
BIG5_MARKS = (
    "佷佽侐侚俇俋俴俶倓倛倰冞刓剢劼勀勍匟匽卼吽呇呡呴咈咡啋囮圇坋坒坴垀埜埣埮埻堁堈堎奀奻妀妎妏妢妦婌婓婖"
    "婥婬孮宎宒寀尨尪屾岆峈峎崠巹帤庈弇弝彶忳怢怮恀恅慦憌憍憒憓憛憟憡憪憭憯憳憸憿戭扂扢扲抎抪抶拸拻挔捄捚"
    "摨摮摰摽撉撊撋撌撏撗撘撜撟撠撣撱撽擃擉擏擖擙擛擳攳敶敹敺敼敿斢昄昜昢昹暺暻暽曀曈曊曋曌曏朣朸朻杅杻枑"
    "枙栦桯桲桵桽梊梑樴橦欱欴毞汒沺泬泭洷涳涴淉淏淕淜淩炟炾狟狦狾獢珋珔珛珨瑹瑼瑽璅璆璈璉璊瓟甇甈畾痑瘚瘜"
    "瘝瘞瘣瘨皛皜皝皞眒眕眥眳眻眽瞈瞉瞏砃砓砱祔祫秞秪秶窐笘笚笝笢笣笭籵紾翋芛芢苀荌荎虳蚚蛂蝏蝐蝑蝒蝔蝖蝘"
    "蝚蝛蝜蝝蝞蝟蝡蝢蝧蝪蝬蝭蝯蝳蝵蝷蝺蟡衪衭衱袧覂訧豻赻赽軗軜軞迡迵郔郤郪酕釬鈭鉹鉽鉾鉿銂銆銇銈銊銋銌銕"
    "銗銙銚銝銡銢銣銦銧銩銫銴銵鋆鋡鋮镼閫閬閮閰阨陑陓隞隡隢隤雓雿霂霅靘靚靽鞈鞊鞎韏韐頛頝頞頠頦頧頨頩颲餈"
)
"""What frequent characters of GBK, and such bytes of UTF-8, become in Big5, but for what GB 2312 has, too."""
SIGNS_OF_FILES = (
    ("锟斤拷", "UTF-8", "GBK", "\ufffd\ufffd"),  # U+FFFD twice
    ("ï»¿", "UTF-8", "Latin-1", "U+FEFF"),  # the byte order mark
    ("п»ї", "UTF-8", "Windows-1251", "U+FEFF"),
    ("∩╗┐", "UTF-8", "CP437", "U+FEFF"),
)
KATAKANA, KANA, HANGUL = "\uff61-\uff9f", "\u3041-\u30f6", "\uac00-\ud7a3"
RUSSIAN, GREEK = "\u0434-\u0439", "\u0398\u03a3\u03a6\u03c3\u03c4"  # E4-E9 in code pages 1251 and 437

EXTENDED_LATIN = "\u0180-\u01cc\u01dd-\u02b9"
"""Letters, but for those of pinyin."""
MARKS = (
    f"{GBK_MARKS}{BIG5_MARKS}{''.join(row[0][0] for row in SIGNS_OF_FILES)}\xb0-\xd7\xe2-\xe9\xef"
    f"{KATAKANA}{KANA}{HANGUL}{RUSSIAN}{GREEK}{EXTENDED_LATIN}"
)
"""Characters of which such text has at least one; sound text may have them, too."""
