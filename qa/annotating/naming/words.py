"""Words that tell people, organisations and places apart, all in lower case.

Each list is a class of English words that stands beside or within names in news, not a list of
those who are in the news. The given names are the most frequent of many countries, so that a name
that is labelled wrongly can be mended; who bears another is found by other evidence.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MALE_TITLES = _words("mr mister sir lord king prince baron count duke father brother imam")
FEMALE_TITLES = _words(
    "mrs ms miss madam lady dame queen princess baroness countess duchess sister"
    " congresswoman chairwoman spokeswoman councilwoman businesswoman"
)
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | _words(
        "dr doctor prof professor president vice-president premier chancellor senator senators"
        " sen sens representative representatives rep reps congressman congressmen governor"
        " governors gov mayor speaker secretary minister ambassador envoy commissioner"
        " councillor councilman alderman attorney justice judge sheriff chief chairman chair"
        " chairperson director ceo cfo editor general gen colonel col major maj captain capt"
        " lieutenant lt sergeant sgt executive corporal cpl private admiral commander commandant"
        " marshal brigadier inspector detective officer superintendent constable reverend rev"
        " pastor bishop archbishop cardinal pope rabbi ayatollah sheikh sultan emir emperor"
        " monsignor saint coach manager spokesman spokesperson leader mp mep td republican"
        " republicans democrat democrats candidate actor actress singer author journalist"
        " economist analyst hon"
    )
)
TITLE_STARTS = _words("vice deputy prime former ex-president acting assistant senior first lt")
"""What stands before a title and is part of it; no name of a person starts so."""

INNER_TITLES = _words(
    "president chancellor senator senators sen rep reps representative representatives"
    " congressman congresswoman governor gov mayor secretary minister ambassador chairman"
    " chairwoman chair councillor executive ceo spokesman spokeswoman spokesperson"
    " republican republicans democrat democrats mr mrs ms professor prof dr mp speaker"
    " justice commissioner leader director"
)
"""Titles that never are a part of a name, so that one within what is labelled splits it."""

PARTICLES = _words(
    "de del della di da dos das du van von der den ter ten bin ibn al el la le y abu"
)
GENERATIONS = _words("jr sr ii iii iv v vi vii viii ix x xi xii")

ORGANISATION_WORDS = _words(
    "academy administration agency airlines airways alliance army assembly associates"
    " association authority bank board brigade brothers bureau cabinet caucus center centre"
    " chamber church club coalition college commission committee company conference"
    " confederation congress consortium convention corp corporation council court department"
    " embassy enterprises federation firm force forces forum foundation front fund"
    " government group guard holdings hospital inc industries initiative institute"
    " institution international lab laboratory laboratories league legion limited llc ltd"
    " media ministry mission motors movement museum nato network news office orchestra"
    " organisation organization parliament partners partnership party plc police post press"
    " productions project radio records registry school senate service services society"
    " studio studios syndicate systems team technologies television times trust trusts union"
    " united universities university watch"
)
PLACE_WORDS = _words(
    "airport avenue bay beach boulevard bridge canal cape castle cave cemetery city coast"
    " county creek desert district forest garden gardens gulf harbor harbour heights hill"
    " hills hotel island islands lake lane mount mountain mountains ocean palace park"
    " peninsula plaza port province region republic river road sea square stadium station"
    " strait street town tower valley village zone"
)
OTHER_WORDS = _words(
    "act accord action agreement amendment award awards bill brexit clause constitution cup"
    " day deal games law medal pact policy prize program programme protocol resolution"
    " series treaty war wars"
)
"""A name that ends so is neither of a person nor of an organisation nor of a place."""

GOVERNMENTS = _words("administration government presidency cabinet campaign")
"""What makes an organisation of the name before it ("Trump administration")."""

PLACES = frozenset(
    """
afghanistan|albania|algeria|angola|argentina|armenia|australia|austria|azerbaijan|bahrain|bangladesh
belarus|belgium|bolivia|bosnia|botswana|brazil|britain|bulgaria|burma|cambodia|cameroon|canada|chad
chile|china|colombia|congo|croatia|cuba|cyprus|denmark|ecuador|egypt|england|eritrea|estonia
ethiopia|finland|france|georgia|germany|ghana|greece|guatemala|guinea|haiti|honduras|hungary|iceland
india|indonesia|iran|iraq|ireland|israel|italy|jamaica|japan|jordan|kazakhstan|kenya|kosovo|kuwait
laos|latvia|lebanon|liberia|libya|lithuania|luxembourg|malaysia|mali|malta|mexico|moldova|mongolia
montenegro|morocco|mozambique|myanmar|namibia|nepal|netherlands|nicaragua|niger|nigeria|norway|oman
pakistan|palestine|panama|paraguay|peru|philippines|poland|portugal|qatar|romania|russia|rwanda
scotland|senegal|serbia|singapore|slovakia|slovenia|somalia|spain|sudan|sweden|switzerland|syria
taiwan|tajikistan|tanzania|thailand|tunisia|turkey|uganda|ukraine|uruguay|uzbekistan|venezuela
vietnam|wales|yemen|zambia|zimbabwe|u.s|us|usa|u.s.a|uk|u.k|uae|america|united states
united states of america|united kingdom|united arab emirates|soviet union|european union|eu
north korea|south korea|south africa|south sudan|new zealand|saudi arabia|sri lanka|costa rica
el salvador|puerto rico|hong kong|czech republic|northern ireland|ivory coast|sierra leone
africa|asia|europe|antarctica|north america|south america|latin america|middle east|earth
alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho
illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota
mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york
north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina
south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming
amsterdam|athens|baghdad|bangkok|beijing|berlin|boston|brussels|cairo|chicago|damascus|delhi|dubai
dublin|geneva|hollywood|houston|islamabad|istanbul|jerusalem|kabul|kiev|kyiv|london|los angeles
madrid|manchester|melbourne|miami|moscow|mumbai|new delhi|oslo|paris|philadelphia|pyongyang|rome
san francisco|seoul|shanghai|stockholm|sydney|tehran|tokyo|toronto|vienna|warsaw
capitol hill|wall street|silicon valley
""".strip()
    .replace("\n", "|")
    .split("|")
)
"""Countries, the states of the USA, continents, and large cities."""

PLACE_ALIASES = {
    "us": "united states",
    "u.s": "united states",
    "usa": "united states",
    "u.s.a": "united states",
    "united states of america": "united states",
    "uk": "united kingdom",
    "u.k": "united kingdom",
    "burma": "myanmar",
}

MALE_NAMES = _words(
    "aaron abdul abdullah adam ahmed akio alan albert alejandro alex alexander alexei ali"
    " andre andreas andrew andy angelo anthony antonio arthur barack barry ben benjamin"
    " bernard bernie bill billy bob bobby boris brad brian bruce bryan carl carlos charles"
    " charlie chris christian christopher chuck colin craig daniel dave david dennis derek"
    " dick dmitry dominic don donald doug douglas ed eddie eduardo edward edwin elon"
    " emmanuel eric ernest evan fernando francis francisco frank franklin fred freddie"
    " frederick gareth gary geoff geoffrey george gerald gerard giovanni giuseppe glenn"
    " gordon graham greg gregory hans harold harry harvey hassan henri henry howard hugh"
    " hugo hussein ian ibrahim igor isaac ivan jack jacob jacques jake james jamie jan jason"
    " javier jean jeff jeffrey jeremy jerome jerry jim jimmy joe joel john johnny jon"
    " jonathan jorge jose josé joseph joshua juan julian justin karl keith ken kenneth kevin"
    " khalid kurt kyle larry lars lawrence lee leo leon leonard lewis liam louis luca lucas"
    " luis luke mahmoud marc marco marcus mario mark martin matt matthew max michael michel"
    " miguel mike mikhail mitch mitt mohamed mohammad mohammed muhammad narendra nathan neil"
    " nicholas nick nicolas nigel noah norman oliver oscar otto owen pablo patrick paul"
    " pedro pete peter phil philip philippe pierre rajan ralph raul ray raymond recep"
    " ricardo richard rick rob robert roberto robin rodrigo roger roland ron ronald roy"
    " russell ryan salman sam samuel scott sean sergei sergey shaun simon stanley stefan"
    " stephen steve steven stuart susumu takashi ted terry theodore thomas tim timothy toby"
    " todd tom tommy tony trevor umar victor vincent vladimir volodymyr walter warren wayne"
    " will william yusuf zac"
)
FEMALE_NAMES = _words(
    "abigail aisha alexandra alice alison amanda amber amy ana andrea angela anita ann anna"
    " anne annie antonia barbara berenice beth betty bonnie brenda camilla carla carmen"
    " carol caroline catherine cathy charlotte cheryl chloe christina christine cindy claire"
    " clara claudia cynthia debbie deborah denise diana diane donna dorothy edith eileen"
    " elena eleanor elizabeth ella ellen emily emma erin esther eva evelyn fatima fiona"
    " florence frances gabriela gina grace greta hannah heather helen hillary ileana ingrid"
    " irene isabel isabella jane janet janice jenna jennifer jenny jessica jill joan joanna"
    " josephine joyce juana judith judy julia julie karen kate katerina katherine kathleen"
    " kathy katie kelly kim kirsten laura lauren leila leslie lily linda lindsay lisa liz"
    " lorraine louise lucia lucy lynn madeleine margaret maria marie marion marta martha"
    " mary maya megan melanie melissa michelle miriam molly monica nadia nancy naomi natalie"
    " natasha nicola nicole nina nora olga olivia pamela patricia paula penelope phoebe"
    " priya rachel rebecca rita rosa rose ruth sally samantha sandra sara sarah sharon"
    " sheila shirley sofia sonia sophia sophie stella stephanie sue susan suzanne sylvia"
    " tamara tammy tania teresa theresa tina tracy ursula valerie vanessa vera veronica"
    " victoria virginia wendy winnie yasmin yvonne zoe"
)
GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES

FAMILY_FIRST = _words(
    "abe ban cao chan chang chen cheng cho choi chung deng dong feng gao guo han hong hu"
    " huang jang jiang jung kim kwon lai lam le lee li liang lim lin liu lu luo ma mao moon"
    " nguyen pak park peng pham roh ryu shen shin song su sun tang tran tsai wang wei wong"
    " wu xi xiao xie xu yang yoon yu zhang zhao zheng zhou zhu"
)
"""Family names that come first in Chinese, Korean and Vietnamese names."""

ROLE_NOUNS = _words(
    "academic activist actor actress adviser advisor advocate agent aide ally ambassador"
    " analyst anchor architect artist assistant astronaut athlete attorney aunt author"
    " banker barrister billionaire biologist blogger boss boy boyfriend brother businessman"
    " businesswoman candidate campaigner captain carpenter cartoonist ceo chair chairman"
    " chairwoman chairperson champion chancellor chef chemist chief citizen clergyman coach"
    " columnist comedian commander commentator commissioner composer congressman"
    " congresswoman consultant coordinator co-author co-founder cofounder correspondent"
    " councillor counsel critic curator dancer daughter dean defendant democrat deputy"
    " designer detective dictator diplomat director dissident doctor driver economist editor"
    " educator employee engineer entrepreneur envoy executive expert farmer father fellow"
    " fighter filmmaker financier fisherman founder friend general geologist girl girlfriend"
    " governor graduate grandfather grandmother guitarist guard guru hacker head headmaster"
    " headteacher heir historian host husband immigrant inmate inspector inventor"
    " investigator investor journalist judge king lawmaker lawyer leader lecturer legislator"
    " liberal librarian lieutenant lobbyist magistrate magnate man manager mathematician"
    " mayor mechanic member millionaire minister model mother mp musician native negotiator"
    " nephew neuroscientist novelist nurse officer official operator organizer organiser"
    " owner painter parent partner passenger pastor patient philanthropist philosopher"
    " photographer physician physicist pianist pilot pioneer player playwright poet"
    " policeman politician pope premier presenter president priest prince princess principal"
    " prisoner producer professor programmer prosecutor protester psychologist publisher"
    " queen recipient refugee reporter representative republican researcher resident retiree"
    " reviewer runner sailor salesman scholar scientist screenwriter sculptor secretary"
    " senator servant sheriff singer sister sociologist soldier solicitor son songwriter"
    " specialist spokesman spokesperson spokeswoman star statesman strategist student"
    " superintendent supervisor surgeon survivor suspect teacher technician teenager"
    " therapist tourist trader trainer treasurer tycoon uncle veteran victim villager"
    " violinist volunteer whistleblower wife winner witness woman worker writer youngster"
)
"""What a person is said to be."""

SPEECH_VERBS = _words(
    "say tell add write argue explain claim warn note insist admit recall believe think"
    " tweet reply announce joke suggest complain confess remember acknowledge conclude"
    " observe ask answer agree comment declare deny describe hope know laugh mention predict"
    " quip recount remark reveal smile state stress urge vow wonder counsel marvel feel"
    " concede respond"
)
"""What people do, and organisations less often."""
