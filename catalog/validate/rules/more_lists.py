"""More codes of lists: relators, geographic areas, content, media and carriers; discontinued ones too.

MARC Code List for Relators, https://www.loc.gov/marc/relators/relacode.html
MARC Code List for Geographic Areas, https://www.loc.gov/marc/geoareas/gacs_code.html, without final hyphens
Term and Code Lists for RDA, https://www.loc.gov/standards/valuelist/rdacontent.html and others
"""

_RELATORS = """
abr acp act adi adp aft anc anl anm ann ant ape apl app aqt arc ard arr art asg asn ato att auc aud aue aui
aup aus aut bdd bjd bka bkd bkp blw bnd bpd brd brl bsl cad cas ccp chr cli cll clr clt cmm cmp cmt cnd cng
cns coe col com con cop cor cos cot cou cov cpc cpe cph cpl cpt cre crp crr crt csl csp cst ctb cte ctg ctr
cts ctt cur cwt dbd dbp dfd dfe dft dgc dgg dgs dis djo dln dnc dnr dpc dpt drm drt dsr dst dtc dte dtm dto
dub edc edd edm edt egr elg elt eng enj etr evp exp fac fds fld flm fmd fmk fmo fmp fnd fon fpy frg gdv gis
his hnr hst ill ilu ink ins inv isb itr ive ivr jud jug kad lbr lbt ldr led lee lel len let lgd lie lil lit
lsa lse lso ltg ltr lyr mcp mdc med mfp mfr mka mod mon mrb mrk msd mte mtk mup mus mxe nan nrt onp opn org
orm osp oth own pad pan pat pbd pbl pdr pfr pht plt pma pmn pnc pop ppm ppt pra prc prd pre prf prg prm prn
pro prp prs prt prv pta pte ptf pth ptt pup rap rbr rcd rce rcp rdd red ren res rev rpc rps rpt rpy rse rsg
rsp rsr rst rth rtm rxa sad sce scl scr sde sds sec sfx sgd sgn sht sll sng spk spn spy srv std stg stl stm
stn str swd tau tcd tch ths tld tlg tlh tlp trc trl tyd tyg uvp vac vdg vfx wac wal wam wat waw wdc wde wfs
wft wfw win wit wpr wst wts;
clb cyb grt voc
"""

_AREAS = """
a a-af a-ai a-aj a-ba a-bg a-bn a-br a-bt a-bx a-cb a-cc a-cc-an a-cc-ch a-cc-cq a-cc-fu a-cc-ha a-cc-he
a-cc-hh a-cc-hk a-cc-ho a-cc-hp a-cc-hu a-cc-im a-cc-ka a-cc-kc a-cc-ki a-cc-kn a-cc-kr a-cc-ku a-cc-kw
a-cc-lp a-cc-mh a-cc-nn a-cc-pe a-cc-sh a-cc-sm a-cc-sp a-cc-ss a-cc-su a-cc-sz a-cc-ti a-cc-tn a-cc-ts
a-cc-yu a-ccg a-cck a-ccp a-ccs a-ccy a-ce a-ch a-cy a-em a-gs a-ii a-io a-iq a-ir a-is a-ja a-jo a-kg a-kn
a-ko a-kr a-ku a-kz a-le a-ls a-mk a-mp a-my a-np a-nw a-ph a-pk a-pp a-qa a-si a-su a-sy a-ta a-th a-tk
a-ts a-tu a-uz a-vt a-ye aa ab ac ae af ag ah ai ak am an ao aopf aoxp ap ar as at au aw awba awgz ay az b c
cc cl d dd e e-aa e-an e-au e-be e-bn e-bu e-bw e-ci e-cs e-dk e-er e-fi e-fr e-ge e-gg e-gi e-gr e-gw e-gx
e-hu e-ic e-ie e-im e-it e-je e-kv e-lh e-li e-lu e-lv e-mc e-mm e-mo e-mv e-ne e-no e-pl e-po e-rb e-rm
e-ru e-sm e-sp e-sw e-sz e-uk e-uk-en e-uk-ni e-uk-st e-uk-ui e-uk-wl e-un e-ur e-urc e-ure e-urf e-urk
e-urn e-urp e-urr e-urs e-uru e-urw e-vc e-xn e-xo e-xr e-xv e-yu ea eb ec ed ee el en eo ep er es ev ew f
f-ae f-ao f-bd f-bs f-cd f-cf f-cg f-cm f-cx f-dm f-ea f-eg f-et f-ft f-gh f-gm f-go f-gv f-iv f-ke f-lb
f-lo f-ly f-mg f-ml f-mr f-mu f-mw f-mz f-ng f-nr f-pg f-rh f-rw f-sa f-sd f-sf f-sg f-sh f-sj f-sl f-so
f-sq f-ss f-sx f-tg f-ti f-tz f-ua f-ug f-uv f-za fa fb fc fd fe ff fg fh fi fl fn fq fr fs fu fv fw fz h i
i-bi i-cq i-fs i-hm i-mf i-my i-re i-se i-xa i-xb i-xc l ln lnaz lnbm lnca lncv lnfa lnjn lnma lnsb ls lsai
lsbv lsfk lstd lsxj lsxs m ma mb me mm mr n n-cn n-cn-ab n-cn-bc n-cn-mb n-cn-nf n-cn-nk n-cn-ns n-cn-nt
n-cn-nu n-cn-on n-cn-pi n-cn-qu n-cn-sn n-cn-yk n-cnh n-cnm n-cnp n-gl n-mx n-us n-us-ak n-us-al n-us-ar
n-us-az n-us-ca n-us-co n-us-ct n-us-dc n-us-de n-us-fl n-us-ga n-us-hi n-us-ia n-us-id n-us-il n-us-in
n-us-ks n-us-ky n-us-la n-us-ma n-us-md n-us-me n-us-mi n-us-mn n-us-mo n-us-ms n-us-mt n-us-nb n-us-nc
n-us-nd n-us-nh n-us-nj n-us-nm n-us-nv n-us-ny n-us-oh n-us-ok n-us-or n-us-pa n-us-ri n-us-sc n-us-sd
n-us-tn n-us-tx n-us-ut n-us-va n-us-vt n-us-wa n-us-wi n-us-wv n-us-wy n-usa n-usc n-use n-usl n-usm n-usn
n-uso n-usp n-usr n-uss n-ust n-usu n-xl nc ncbh nccr nccz nces ncgt ncho ncnq ncpn nl nm np nr nw nwaq nwaw
nwbb nwbf nwbn nwcj nwco nwcu nwdq nwdr nweu nwgd nwgp nwhi nwht nwjm nwla nwli nwmj nwmq nwpr nwsc nwsd
nwsn nwst nwsv nwtc nwtr nwuc nwvb nwvi nwwi nwxa nwxi nwxk nwxm p pn po poas pobp poci pocw poea pofj pofp
pogg pogu poji pokb poki poln pome pomi ponl ponn ponu popc popl pops posh potl poto pott potv poup powf
powk pows poxd poxe poxf poxh ps q r s s-ag s-bl s-bo s-ck s-cl s-ec s-fg s-gy s-pe s-py s-sr s-uy s-ve sa
sn sp t u u-ac u-at u-at-ac u-at-ne u-at-no u-at-qn u-at-sa u-at-tm u-at-vi u-at-we u-atc u-ate u-atn u-cs
u-nz w x xa xb xc xd zd zju zma zme zmo zne zo zpl zs zsa zsu zur zve;
a-hk a-mh a-ok a-pt a-sk a-vn a-vs a-ys awiu awiw awiy cm cr e-uk-ui e-ur-ai e-ur-aj e-ur-bw e-ur-er e-ur-gs
e-ur-kg e-ur-kz e-ur-li e-ur-lv e-ur-mv e-ur-ru e-ur-ta e-ur-tk e-ur-un e-ur-uz e-url e-uro e-urv ei et f-by
f-if i-xo n-usw nwbc nwga nwgs nwna nwsb nwvr pocp pogn pory posc posn t-ay v
"""

_CONTENTS = """
cod cop crd crf cri crm crn crt ntm ntv prm snd spw sti tcf tci tcm tcn tct tdf tdi tdm txt xxx zzz
"""

_CARRIERS = """
ca cb cd ce cf ch ck cr cz eh es ez gc gd gf gs gt ha hb hc hd he hf hg hh hj hz mc mf mo mr mz na nb nc nn
no nr nz pp pz sb sd se sg si sq ss st sw sz vc vd vf vr vz zu
"""

RELATORS = frozenset(_RELATORS.replace(";", " ").split())
AREAS = frozenset(_AREAS.replace(";", " ").split())
OF_RDA = {
    "336": ("rdacontent", frozenset(_CONTENTS.split())),
    "337": ("rdamedia", frozenset("ceghnpsvxz")),
    "338": ("rdacarrier", frozenset(_CARRIERS.split())),
}
"""The list that each field is of, and its codes."""
