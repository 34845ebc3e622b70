"""The characters that most Chinese text consists of; text that has few of them may be no text at all.

The first several hundred of any count of modern Chinese, with the words of newspapers and of trade unions,
frequent surnames, and their traditional forms; behind them the syllables of which most Korean text consists.
"""

HAN = (
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然"
    "于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长"
    "儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感见明问力理尔点文几定本公特做外孩相西果"
    "走将月十实向声车全信重三机工物气每并别真打太新比才便夫再书部水像眼等体却加电主界门利海受听表德少克代员许先"
    "口由死安写性马光白或住难望教命花结乐色更拉东神记处让母父应直字场平报友关放至张认接告入内英军候民岁往何度山"
    "觉路带万男边风解叫任金快原变通师立象数四失满战远格士音轻目条病始达深完今提求清王化空业思切非找片罗钱南语元"
    "离科言干流约各即指合反题必该论交终林请医制球决传画保读运及则房早院量火布品近产答精视五连司管类未且台青北队"
    "久越观落尽形影红百令周识步希亚术留市半热送兴造谈容极随演收首根讲整式取照办强石古华备党社政职劳组织建设改革"
    "委省区县企权益服务基层质展推创典型模范匠技竞赛维护协商集资帮扶困农村城镇州湖河江浙广京津庆苏福徽陕甘肃宁夏"
    "疆藏贵云川辽吉黑龙蒙编辑评调研验领导贯彻习席义代共产积究构规划标准责任统筹示厂铁矿班干训育培养选锤炼历史刊"
    "要目据载见李刘陈杨黄赵吴徐孙朱胡郭郑梁谢宋唐韩冯邓曹彭曾田董袁潘蒋蔡余杜叶程魏吕丁沈姚卢姜崔钟谭陆汪廖贾邹"
    "這個們來時為國說後過對發學會經長兒間兩親進話與見問爾點幾沒將實聲車書電門聽東記處讓應場報關張認軍歲覺帶萬邊"
    "風變師數滿戰遠輕條達業離約題論終請醫畫讀運則產視連類臺隊觀盡紅術熱興談極隨講辦華備黨職勞組織設區縣權務層質"
    "創無樣動開從當愛頭現還體員總種勢結給義統計資農鄉鎮編輯調驗導貫徹習協維護營際濟歷評廣蘇寧雲遼龍馬陳楊黃趙吳"
    "孫劉鄭謝許韓馮鄧葉盧鐘譚陸範賈鄒嚴灣"
)
_SYLLABLES = (
    "이다는의가을에고하은한를지로기도사해자리인서대어들정나시일수그있아라스주제만전과년게장공보상성부원구여동국비용유모조"
    "계우안물무신소관오연적으면위선세경업중개방생반간거진영발법불각것되러니며았었했습할합까요와행결회당력분문학출실통히야람"
    "금산식치음작양내재운차현직체말명예저최준복강호후외려레르트드크프터파포피타테토티카코키추초처청친천총책찬참확환활황효훈"
    "휴희김박윤임권송류홍노종교민족단표본평역론설"
)

_HALF = 0.5
_FREQUENT = frozenset(HAN + _SYLLABLES)


def share(text: str) -> float:
    """Give the part of a text's letters, ASCII aside, that are frequent; of no letters none.

    >>> share("工会主席"), share("笢弊")
    (1.0, 0.0)
    """
    letters = [char for char in text if char > "\x7f" and char.isalpha()]
    return sum(char in _FREQUENT for char in letters) / len(letters) if letters else 0.0


def is_likely(text: str, least: int) -> bool:
    """Tell text that somebody wrote: so many of its letters are frequent, and more than half of all.

    >>> is_likely("工会主席", 3), is_likely("笢弊工", 1)
    (True, False)
    """
    return sum(char in _FREQUENT for char in text) >= least and share(text) > _HALF
