"""Texts of many languages, written for these tests, and the encodings that their pages were in before UTF-8.

The first encoding of a row is the commonest. Each text is two paragraphs of a local paper.
"""

# ruff: noqa: E501 - lines of texts
from __future__ import annotations

import unicodedata
from typing import NamedTuple


class Legacy(NamedTuple):
    """A language's text and the Python names of its old encodings."""

    encodings: tuple[str, ...]
    text: str


TEXTS: dict[str, Legacy] = {
    "ru": Legacy(
        ("cp1251", "koi8-r", "iso8859-5", "cp866"),
        """\
Паром через залив снова ходит по расписанию. Две недели жители острова добирались на работу в объезд, через старый мост, \
и теряли на дороге больше часа. Вчера утром капитан сообщил, что двигатель наконец починили.
В мэрии говорят, что осенью объявят конкурс на строительство нового причала. Рыбаки этому не верят: такие обещания они \
слышали уже трижды. «Посмотрим, когда привезут первые сваи», — сказал один из них нашему корреспонденту.""",
    ),
    "uk": Legacy(
        ("cp1251", "koi8-u"),
        """\
Пором через затоку знову ходить за розкладом. Два тижні мешканці острова їздили на роботу в об'їзд, через старий міст, і \
втрачали на дорозі понад годину. Учора вранці капітан повідомив, що двигун нарешті полагодили.
У міській раді кажуть, що восени оголосять конкурс на будівництво нового причалу. Рибалки цьому не вірять: такі обіцянки \
вони чули вже тричі. «Побачимо, коли привезуть перші палі», — сказав один із них нашій кореспондентці.""",
    ),
    "bg": Legacy(
        ("cp1251",),
        """\
Фериботът през залива отново пътува по разписание. Две седмици жителите на острова стигаха до работа по заобиколен път, \
през стария мост, и губеха повече от час. Вчера сутринта капитанът съобщи, че двигателят най-после е поправен.
От общината казват, че през есента ще обявят конкурс за нов пристан. Рибарите не вярват: такива обещания са чували вече \
три пъти. „Ще видим, когато докарат първите пилоти“, каза един от тях пред нашия репортер.""",
    ),
    "pl": Legacy(
        ("cp1250", "iso8859-2"),
        """\
Prom przez zatokę znów kursuje zgodnie z rozkładem. Przez dwa tygodnie mieszkańcy wyspy jeździli do pracy okrężną drogą, \
przez stary most, i tracili ponad godzinę. Wczoraj rano kapitan ogłosił, że silnik wreszcie naprawiono.
W ratuszu mówią, że jesienią zostanie ogłoszony przetarg na budowę nowej przystani. Rybacy w to nie wierzą: takie \
obietnice słyszeli już trzykrotnie. – Zobaczymy, kiedy przywiozą pierwsze pale – powiedział jeden z nich.""",
    ),
    "cs": Legacy(
        ("cp1250", "iso8859-2"),
        """\
Přívoz přes záliv jezdí znovu podle jízdního řádu. Dva týdny se obyvatelé ostrova dostávali do práce oklikou přes starý \
most a ztráceli na cestě více než hodinu. Včera ráno kapitán oznámil, že motor je konečně opravený.
Na radnici říkají, že na podzim vyhlásí soutěž na stavbu nového přístaviště. Rybáři tomu nevěří: takové sliby slyšeli už \
třikrát. „Uvidíme, až přivezou první piloty,“ řekl jeden z nich našemu zpravodaji.""",
    ),
    "hu": Legacy(
        ("cp1250", "iso8859-2"),
        """\
Újra menetrend szerint közlekedik a komp az öblön át. A sziget lakói két hétig kerülő úton, a régi hídon keresztül jártak \
dolgozni, és több mint egy órát veszítettek. Tegnap reggel a kapitány közölte, hogy a motort végre megjavították.
A városházán azt mondják, ősszel írják ki a pályázatot az új kikötőre. A halászok ezt nem hiszik el: ilyen ígéretet már \
háromszor hallottak. „Majd meglátjuk, ha meghozzák az első cölöpöket” – mondta egyikük lapunknak.""",
    ),
    "ro": Legacy(
        ("cp1250", "iso8859-2"),
        """\
Feribotul care traversează golful circulă din nou după orar. Timp de două săptămâni, locuitorii insulei au mers la \
muncă pe un drum ocolit, peste podul vechi, şi au pierdut peste o oră. Ieri dimineaţă, căpitanul a anunţat că motorul a \
fost în sfârşit reparat.
La primărie se spune că în toamnă va fi anunţată licitaţia pentru un debarcader nou. Pescarii nu cred: au auzit aceste \
promisiuni de trei ori. „Vom vedea când aduc primii piloni”, a spus unul dintre ei.""",
    ),
    "hr": Legacy(
        ("cp1250", "iso8859-2"),
        """\
Trajekt preko zaljeva opet vozi po voznom redu. Dva tjedna stanovnici otoka išli su na posao zaobilaznim putem, preko \
staroga mosta, i gubili više od sata. Jučer ujutro kapetan je javio da je motor napokon popravljen.
U gradskoj vijećnici kažu da će na jesen raspisati natječaj za novo pristanište. Ribari u to ne vjeruju: takva su \
obećanja čuli već triput. „Vidjet ćemo kad dovezu prve stupove“, rekao je jedan od njih našoj novinarki.""",
    ),
    "el": Legacy(
        ("cp1253", "iso8859-7"),
        """\
Το φέρι που διασχίζει τον κόλπο εκτελεί ξανά κανονικά τα δρομολόγιά του. Για δύο εβδομάδες οι κάτοικοι του νησιού \
πήγαιναν στη δουλειά τους από την παλιά γέφυρα και έχαναν πάνω από μία ώρα. Χθες το πρωί ο καπετάνιος ανακοίνωσε ότι η \
μηχανή επισκευάστηκε επιτέλους.
Στο δημαρχείο λένε ότι το φθινόπωρο θα προκηρυχθεί διαγωνισμός για τη νέα προβλήτα. Οι ψαράδες δεν το πιστεύουν: τέτοιες \
υποσχέσεις έχουν ακούσει ήδη τρεις φορές.""",
    ),
    "tr": Legacy(
        ("cp1254", "iso8859-9"),
        """\
Körfezi geçen vapur yeniden tarifeye göre çalışıyor. Ada sakinleri iki hafta boyunca işe eski köprünün üzerinden dolanarak \
gitti ve yolda bir saatten fazla zaman kaybetti. Dün sabah kaptan, motorun sonunda onarıldığını duyurdu.
Belediyede, sonbaharda yeni iskele için ihale açılacağı söyleniyor. Balıkçılar buna inanmıyor: böyle sözleri daha önce üç \
kez duymuşlar. İçlerinden biri, «İlk kazıklar gelince görürüz» dedi.""",
    ),
    "he": Legacy(
        ("cp1255", "iso8859-8"),
        """\
המעבורת שחוצה את המפרץ שוב יוצאת לפי לוח הזמנים. במשך שבועיים נסעו תושבי האי לעבודה בדרך עוקפת, על הגשר הישן, ואיבדו יותר \
משעה בכל יום. אתמול בבוקר הודיע רב החובל שהמנוע תוקן סוף סוף.
בעירייה אומרים שבסתיו יפורסם מכרז לבניית מזח חדש. הדייגים לא מאמינים: הבטחות כאלה הם כבר שמעו שלוש פעמים. נראה כשיביאו את \
העמודים הראשונים, אמר אחד מהם לכתב שלנו.""",
    ),
    "ar": Legacy(
        ("cp1256", "iso8859-6"),
        """\
عادت العبارة التي تقطع الخليج إلى العمل وفق المواعيد. ظل سكان الجزيرة أسبوعين يذهبون إلى أعمالهم عبر الجسر القديم ويخسرون أكثر \
من ساعة في الطريق. وأعلن القبطان صباح أمس أن المحرك قد تم إصلاحه أخيرا.
وتقول البلدية إنها ستعلن في الخريف عن مناقصة لبناء رصيف جديد. لكن الصيادين لا يصدقون ذلك، فقد سمعوا مثل هذه الوعود ثلاث مرات. \
وقال أحدهم لمراسلنا إنه سيصدق حين يرى الأعمدة الأولى.""",
    ),
    "fa": Legacy(
        ("cp1256",),
        """\
کشتي خليج دوباره طبق برنامه حرکت مي کند. ساکنان جزيره دو هفته از راه پل قديمي به سر کار مي رفتند و هر روز بيش از يک ساعت از \
وقت خود را از دست مي دادند. ناخدا ديروز صبح گفت که موتور سرانجام تعمير شده است.
شهرداري مي گويد که پاييز امسال ساخت اسکله تازه را به مناقصه مي گذارد. ماهيگيران باور نمي کنند: چنين قول هايي را پيش از اين \
سه بار شنيده اند. پس از آن هم هيچ چيز ساخته نشد.""",
    ),
    "lt": Legacy(
        ("cp1257", "iso8859-13"),
        """\
Keltas per įlanką vėl plaukia pagal tvarkaraštį. Dvi savaites salos gyventojai į darbą važiavo aplinkkeliu, per senąjį \
tiltą, ir kelyje sugaišdavo daugiau kaip valandą. Vakar rytą kapitonas pranešė, kad variklis pagaliau sutaisytas.
Savivaldybėje sakoma, kad rudenį bus paskelbtas konkursas naujai prieplaukai. Žvejai tuo netiki: tokius pažadus jie jau \
girdėjo tris kartus. „Pamatysime, kai atveš pirmuosius polius“, – sakė vienas jų.""",
    ),
    "lv": Legacy(
        ("cp1257", "iso8859-13"),
        """\
Prāmis pāri līcim atkal kursē pēc saraksta. Divas nedēļas salas iedzīvotāji uz darbu brauca apkārt, pa veco tiltu, un ceļā \
zaudēja vairāk nekā stundu. Vakar no rīta kapteinis paziņoja, ka dzinējs beidzot ir salabots.
Pašvaldībā saka, ka rudenī izsludinās konkursu par jaunas piestātnes būvi. Zvejnieki tam netic: šādus solījumus viņi \
dzirdējuši jau trīs reizes. "Redzēsim, kad atvedīs pirmos pāļus," teica viens no viņiem.""",
    ),
    "et": Legacy(
        ("cp1257", "iso8859-15"),
        """\
Üle lahe sõitev praam käib jälle sõiduplaani järgi. Kaks nädalat sõitsid saare elanikud tööle ringiga, üle vana silla, ja \
kaotasid teel üle tunni. Eile hommikul teatas kapten, et mootor on lõpuks korda tehtud.
Linnavalitsuses öeldakse, et sügisel kuulutatakse välja hange uue sadamasilla ehitamiseks. Kalurid ei usu: selliseid \
lubadusi on nad juba kolm korda kuulnud. „Eks näeme, kui esimesed vaiad tuuakse,“ ütles üks neist.""",
    ),
    "vi": Legacy(
        ("cp1258",),
        """\
Chuyến phà qua vịnh đã chạy lại đúng giờ. Suốt hai tuần, người dân trên đảo phải đi làm bằng đường vòng, qua cây cầu cũ, và \
mất hơn một tiếng mỗi ngày. Sáng hôm qua thuyền trưởng cho biết động cơ cuối cùng đã được sửa xong.
Ủy ban thành phố nói rằng mùa thu này sẽ mở thầu xây bến mới. Ngư dân không tin: họ đã nghe lời hứa như vậy ba lần rồi. \
Bao giờ thấy những cây cọc đầu tiên thì mới biết, một người nói với phóng viên.""",
    ),
    "th": Legacy(
        ("cp874",),
        """\
เรือข้ามอ่าวกลับมาวิ่งตามตารางเวลาอีกครั้ง ตลอดสองสัปดาห์ที่ผ่านมาชาวเกาะต้องไปทำงานโดยอ้อมไปทางสะพานเก่า และเสียเวลาเดินทางมากกว่าหนึ่งชั่วโมง \
เมื่อเช้าวานนี้กัปตันแจ้งว่าเครื่องยนต์ซ่อมเสร็จแล้ว
ทางเทศบาลบอกว่าในฤดูใบไม้ร่วงจะเปิดประมูลสร้างท่าเรือใหม่ ชาวประมงไม่เชื่อ เพราะเคยได้ยินคำสัญญาแบบนี้มาแล้วสามครั้ง""",
    ),
    "ja": Legacy(
        ("cp932", "euc_jp", "iso2022_jp"),
        """\
湾を渡る連絡船が、ふたたび時刻表どおりに運航を始めた。島の住民は二週間のあいだ、古い橋を通る遠回りの道で仕事に通い、毎日一時間以上を失っていた。\
きのうの朝、船長はエンジンの修理がようやく終わったと発表した。
市役所によると、この秋に新しい桟橋の入札を行う予定だという。しかし漁師たちは信じていない。同じ約束をこれまでに三度も聞いたからだ。""",
    ),
    "zh": Legacy(
        ("gb18030", "hz"),
        """\
横渡海湾的渡船又开始按时刻表开行了。两个星期以来，岛上的居民上班只能绕道走老桥，每天在路上多花一个多小时。昨天早上，船长宣布发动机终于修好了。
市政府说，今年秋天将为新码头的建设招标。渔民们不相信：这样的承诺他们已经听过三次了。“等看到第一批木桩运来再说吧。”其中一位对本报记者说。""",
    ),
    "zh-tw": Legacy(
        ("big5hkscs",),
        """\
橫渡海灣的渡輪又開始按照時刻表開航了。兩個星期以來，島上的居民上班只能繞道走舊橋，每天在路上多花一個多小時。昨天早上，船長宣布引擎終於修好了。
市政府說，今年秋天將為新碼頭的建設招標。漁民們不相信：這樣的承諾他們已經聽過三次了。「等看到第一批木樁運來再說吧。」其中一位對本報記者說。""",
    ),
    "ko": Legacy(
        ("cp949", "iso2022_kr"),
        """\
만을 건너는 연락선이 다시 시간표대로 다니기 시작했다. 섬 주민들은 두 주 동안 낡은 다리를 지나는 먼 길로 출근하면서 날마다 한 시간 넘게 잃었다. \
어제 아침 선장은 엔진 수리가 마침내 끝났다고 알렸다.
시청은 올가을 새 부두 공사의 입찰을 공고할 것이라고 말한다. 그러나 어부들은 믿지 않는다. 같은 약속을 벌써 세 번이나 들었기 때문이다.""",
    ),
    "de": Legacy(
        ("cp1252", "iso8859-15", "mac_roman"),
        """\
Die Fähre über die Bucht fährt wieder nach Plan. Zwei Wochen lang mussten die Bewohner der Insel über die alte Brücke zur \
Arbeit fahren und verloren dabei täglich mehr als eine Stunde. Gestern früh meldete der Kapitän, der Motor sei endlich \
repariert.
Im Rathaus heißt es, der Bau eines neuen Anlegers werde im Herbst ausgeschrieben. Die Fischer glauben es nicht: Das haben \
sie schon dreimal gehört. „Wir werden sehen, wenn die ersten Pfähle kommen“, sagte einer von ihnen.""",
    ),
    "fr": Legacy(
        ("cp1252", "iso8859-15", "mac_roman"),
        """\
Le bac qui traverse la baie circule de nouveau à l'heure. Pendant deux semaines, les habitants de l'île sont allés au \
travail par le vieux pont et ont perdu plus d'une heure par jour. Hier matin, le capitaine a annoncé que le moteur était \
enfin réparé.
À la mairie, on assure que le chantier du nouvel embarcadère fera l'objet d'un appel d'offres à l'automne. Les pêcheurs n'y \
croient guère : cette promesse, ils l'ont déjà entendue trois fois. « On verra bien », dit l'un d'eux.""",
    ),
    "es": Legacy(
        ("cp1252", "iso8859-15"),
        """\
El transbordador que cruza la bahía vuelve a cumplir su horario. Durante dos semanas los vecinos de la isla fueron al \
trabajo dando un rodeo por el puente viejo y perdieron más de una hora al día. Ayer por la mañana el capitán anunció que \
por fin habían reparado el motor.
El ayuntamiento asegura que en otoño sacará a concurso el nuevo muelle. Los pescadores no se lo creen: ya han oído esa \
promesa tres veces. «¿Y quién lo pagará?», preguntó uno de ellos.""",
    ),
    "pt": Legacy(
        ("cp1252",),
        """\
A balsa que atravessa a baía voltou a cumprir o horário. Durante duas semanas os moradores da ilha foram para o trabalho \
pelo caminho da ponte velha e perderam mais de uma hora por dia. Ontem de manhã o capitão informou que o motor está \
finalmente consertado.
A prefeitura diz que no outono abrirá a licitação para o novo cais. Os pescadores não acreditam: já ouviram essa promessa \
três vezes. “Só vendo as primeiras estacas”, disse um deles à nossa reportagem.""",
    ),
    "sv": Legacy(
        ("cp1252", "iso8859-15"),
        """\
Färjan över viken går åter enligt tidtabell. I två veckor fick öborna åka till arbetet över den gamla bron och förlorade \
mer än en timme om dagen. I går morse meddelade kaptenen att motorn äntligen är lagad.
På stadshuset säger man att bygget av en ny brygga ska bjudas ut till hösten. Fiskarna tror inte på det: det löftet har de \
redan hört tre gånger. ”Vi får se när de första pålarna kommer”, sade en av dem till vår reporter.""",
    ),
    "fi": Legacy(
        ("cp1252",),
        """\
Lahden ylittävä lautta kulkee taas aikataulun mukaan. Kaksi viikkoa saaren asukkaat kävivät työssä kiertotietä vanhan \
sillan kautta ja menettivät yli tunnin päivässä. Eilen aamulla kapteeni ilmoitti, että moottori on vihdoin korjattu.
Kaupungintalolla sanotaan, että uuden laiturin rakentaminen kilpailutetaan syksyllä. Kalastajat eivät usko: saman lupauksen \
he ovat kuulleet jo kolmesti. ”Sittenpähän nähdään”, sanoi yksi heistä.""",
    ),
    "is": Legacy(
        ("cp1252",),
        """\
Ferjan yfir flóann siglir aftur eftir áætlun. Í tvær vikur urðu íbúar eyjarinnar að fara til vinnu yfir gömlu brúna og \
töpuðu meira en klukkustund á dag. Í gærmorgun tilkynnti skipstjórinn að loksins væri búið að gera við vélina.
Á bæjarskrifstofunni er sagt að bygging nýrrar bryggju verði boðin út í haust. Sjómennirnir trúa því ekki: þetta loforð \
hafa þeir þegar heyrt þrisvar. „Við sjáum til þegar fyrstu staurarnir koma,“ sagði einn þeirra.""",
    ),
}


_TONES = "\u0300\u0301\u0303\u0309\u0323"


def encode(text: str, encoding: str) -> bytes:
    """The text in an old encoding, without the quotation marks that it has not; Vietnamese with its tones behind."""
    if encoding == "cp1258":
        text = "".join(map(_set_tones_apart, text))
    return text.encode(encoding, "ignore")


def _set_tones_apart(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    tones = "".join(part for part in parts if part in _TONES)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)) + tones
