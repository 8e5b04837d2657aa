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
BUSINESSES = _words(
    "agency airline bank brand broadcaster business carmaker chain charity company firm foundation"
    " group magazine maker manufacturer newspaper operator organisation organization producer"
    " publisher retailer startup thinktank union website"
)
"""What an organisation is said to be."""

PLACE_WORDS = _words(
    "airport archipelago atoll atolls avenue bay beach boulevard bridge canal canyon cape"
    " castle cave cemetery city cliffs coast coastline continent county creek dam desert"
    " district estate forest fort garden gardens gate glacier gulf harbor harbour heights hill"
    " hills hotel island islands lake lane mount mountain mountains observatory ocean palace"
    " park parks peninsula plaza port province reef region republic reserve reservoir ridge"
    " river road sea square stadium station strait street temple tower town valley village wall"
    " waterfall woods zone"
)
OTHER_WORDS = _words(
    "act accord action agreement amendment award awards bill brexit clause constitution cup"
    " day deal games law medal pact policy prize program programme protocol resolution"
    " series treaty war wars"
)
"""A name that ends so is neither of a person nor of an organisation nor of a place."""

PARTIES = _words("republican republicans democrat democrats")
"""Titles of people, and what stands before the names of what is not ("the Republican House")."""

COUNTS = _words("one two three four five six seven eight nine ten")

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
    "aaron abdul abdullah abraham adam adrian ahmad ahmed aidan akio alain alan albert alberto"
    " alejandro aleksandr alessandro alex alexander alexei alexis alfred alfredo ali allan alvin"
    " amir anders andre andreas andrew andy angelo anthony anton antonio arnold arthur arturo"
    " barack barney barry bart bashar ben benedict benjamin bernard bernie bert bill billy bob"
    " bobby boris brad brandon brendan brett brian bruce bryan byron cameron carl carlo carlos"
    " casey cesar charles charlie chris christian christophe christopher chuck clarence claude"
    " clyde colin conor craig curtis cyril damian damien dan daniel dario darren dave david dean"
    " dennis derek derrick desmond dick diego dirk dmitry dominic don donald donovan doug dougal"
    " douglas duncan dustin dwayne earl ed eddie edgar edmund eduard eduardo edward edwin elliot"
    " elon emanuel emil emilio emmanuel enrique eric erik ernest ethan eugene evan fabio felipe"
    " felix fernando filip francis francisco frank frankie franklin fraser fred freddie"
    " frederick gabriel gareth gary gavin geert gene geoff geoffrey george gerald gerard gilbert"
    " giovanni giuseppe glenn gordon graham greg gregory guillermo gunter hamid hans harold"
    " harry harvey hassan hector heinrich henri henry herbert herman howard hugh hugo hussein"
    " ian ibrahim ignacio igor imran isaac ismail ivan jack jacob jacques jaime jake james jamie"
    " jan jared jason javier jean jeff jeffrey jens jeremy jerome jerry jesse jesus jim jimmy"
    " joachim joaquin joe joel john johnny jon jonas jonathan jorge jose joseph josh joshua josé"
    " juan julian justin jürgen kamal karim karl keith kelvin ken kenneth kevin khalid kofi"
    " konrad kurt kyle larry lars lawrence lee leo leon leonard leonardo lester lewis liam"
    " lionel lloyd lorenzo louis luca lucas luciano ludwig luis luke mahmoud manuel marc marco"
    " marcus mariano mario mark martin mathias matt matteo matthew matthias maurice max mehmet"
    " melvin michael michel miguel mike mikhail milos mitch mitt mohamed mohammad mohammed"
    " muhammad mustafa narendra nathan ned neil nelson nicholas nick nico nicolas nigel nils"
    " noah norbert norman oliver omar osama oscar otto owen pablo pascal patrick paul pedro"
    " perry pete peter phil philip philippe pierre pietro quentin rafael rahul rajan rajiv ralph"
    " ramon randy raul ravi ray raymond raúl recep rené rex ricardo richard rick rob robert"
    " roberto robin rodney rodrigo roger rohit roland roman ron ronald ronan ross roy rudolf"
    " rudy rupert russell ryan salman sam samuel sandro sanjay scott sean sebastian sebastián"
    " sepp sergei sergey seth shane shaun sidney silvio simon stan stanley stefan stefano"
    " stephen steve steven stuart sunil susumu sven takashi tariq ted terence terry theodore"
    " thierry thomas tim timothy tobias toby todd tom tomas tommy tomás tony travis trevor troy"
    " tyler ulrich umar uwe victor vijay vikram viktor vince vincent vinod vladimir volodymyr"
    " wallace walter warren wayne wilhelm will william winston wolfgang xavier yann yasser yuri"
    " yusuf yves zac zachary"
)
FEMALE_NAMES = _words(
    "abigail ada adele agnes aisha alexa alexandra alice alicia alison alma amanda amber amelia"
    " amina amy ana anastasia andrea angela angelina anita anja ann anna anne annie antoinette"
    " antonia astrid audrey ava barbara beatrice becky bella berenice bernadette beth betty"
    " beverly bonnie brenda bridget brigitte camilla carla carly carmen carol carolina caroline"
    " catherine cathy cecilia celia chantal charlene charlotte cheryl chiara chloe christina"
    " christine cindy claire clara claudia colette constance cristina cynthia daisy danielle"
    " daphne dawn debbie deborah delphine denise diana diane dianne dolores donna doris dorothy"
    " edith edna eileen elaine eleanor elena elisa eliza elizabeth ella ellen elsa emilia emily"
    " emma erica erin estelle esther eugenia eunice eva evelyn fatima felicity fiona flora"
    " florence frances francesca freya gabriela galina gemma geraldine gertrude gillian gina"
    " giulia gladys gloria grace greta gwen hannah harriet heather heidi helen helena henrietta"
    " hilary hilda hillary holly ileana imogen ines ingrid irene irina iris isabel isabella"
    " isobel ivy jacqueline jade jana jane janet janice jasmine jeanne jenna jennifer jenny"
    " jessica jill jo joan joanna jocelyn jodie josephine josie joyce juana judith judy julia"
    " julie kara karen karin karla kate katerina katharina katherine kathleen kathy katie"
    " katrina kayla kelly kerry kim kirsten kirsty kylie lana larissa laura lauren layla leah"
    " leila lena leona leslie leticia lillian lily linda lindsay lisa liz lois lola loretta"
    " lorraine louisa louise lucia lucille lucy lydia lynn mabel madeleine maggie malala mandy"
    " marcia margaret margarita margot maria mariam marianne marie marilyn marina marion marisa"
    " marlene marta martha martina mary maud maureen mavis maxine maya megan melanie melissa"
    " meredith michaela michelle mildred millie mina mireille miriam molly mona monica muriel"
    " myra nadia nadine nancy naomi natalie natasha nicola nicole nina noelia noor nora norma"
    " odette olga olivia oprah paige pamela patricia paula pauline pearl penelope petra phoebe"
    " phyllis pippa polly priya rachael rachel rania raquel rebecca rebekah renata rhonda rita"
    " roberta robyn rosa rosalind rose rosemary rosie roxanne ruby ruth sabrina sadia sally"
    " salma samantha sandra sara sarah sasha saskia selena serena shannon sharon sheila shirley"
    " silvia simone sinead sofia sonia sonja sophia sophie stacey stella stephanie sue sunita"
    " susan suzanne svetlana sylvia tamara tammy tamsin tania tanya tara tatiana tatyana teresa"
    " tessa theresa tilda tina toni tracy trisha trudy ulrike uma ursula valerie vanessa vera"
    " veronica vicky victoria violet virginia vivian véronique wanda wendy wilma winnie xenia"
    " yasmin yoko yolanda yvette yvonne zainab zara zoe"
)
KIN = _words(
    "wife husband mother father son daughter brother sister grandmother grandfather grandson"
    " granddaughter uncle aunt nephew niece cousin widow widower parents parent"
)
"""Who is named beside somebody of the same surname."""

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
