import { fold } from '../../text/fold.ts';
import { stemOf } from './stem.ts';

/**
 * What the news is made of, in the languages it comes in: each line names one thing, in English, French, Spanish,
 * Portuguese, Italian, German, Dutch, Russian, Slovene and Arabic. A word that stands in several lines means several
 * things and counts for none of them.
 */
const THINGS = `
olympics olympic olympiques olimpiadas olimpicos olympia olympische ioc coi cio jo jjoo олимпиада олимпийский олимпийских олимпийские олимпийской ои olimpijske olimpijskih olimpijski اولمبياد اولمبي اولمبية الاولمبية الاولمبي
paralympics paralympiques paralimpicos paralimpicas паралимпийский paralimpijske بارالمبية
games jeux juegos jogos giochi spiele spelen игры игр играх играм igre iger igrah العاب دورة
opening ouverture inauguracion apertura abertura eroffnung opent открытие открытия открытии otvoritev otvoritvi otvoritvena افتتاح
closing cloture clausura encerramento chiusura abschluss schlussfeier закрытие закрытия sklepna ختام
ceremony ceremonie ceremonia cerimonia feier церемония церемонии церемонию slovesnost slovesnosti حفل
flag bandera bandeira bandiera drapeau drapeaux flagge fahne fahnentrager флаг флага flagbearer abanderado abanderada abanderados abanderadas знаменосец знаменосцы zastava zastavonosa علم
torch flamme flame antorcha tocha fiaccola fackel факел огонь bakla شعلة
medal medals medaille medailles medalla medallas medalha medalhas medaglia medaglie медаль медали медалей kolajna kolajno kolajne medalja ميدالية ميداليات
gold golden or oro ouro золото золотая золотую золотой zlato zlata zlati ذهبية ذهب
silver argent plata prata argento silber серебро серебряный srebro srebrna فضية
bronze bronce bronzo бронза бронзовый bron bronasto برونزية
champion champions championne championnat campeon campeona campeones campeonato campeao campea campione campionessa meister weltmeister kampioen чемпион чемпионка чемпионат prvak prvakinja prvenstvo بطل بطولة
world monde mondial mundo mundial mondo mondiale welt wereld мир мира мировой svet svetovni svetovno عالم عالمي
cup coupe copa taca coppa pokal beker кубок кубка pokala كاس
team equipe equipo seleccion selecao squadra nazionale mannschaft elftal сборная сборной сборную команда ekipa ekipe reprezentanca reprezentance منتخب فريق
match partido partida partita spiel wedstrijd матч матча tekma tekmo tekme مباراة
final finale finales finala финал финала finalu نهائي
semifinal semifinals semifinale semifinales halbfinale полуфинал polfinale polfinalu
quarterfinal quarterfinals cuartos quartas quarti viertelfinale четвертьфинал cetrtfinale
group groupe grupo gruppo gruppe группа группы skupina مجموعة
draw tirage sorteo sorteio sorteggio auslosung loting жеребьевка zreb قرعة
win wins won winner victory beat beats defeat defeats gagne gagner gagnent victoire battu gana ganar gano vence vencio victoria derrota derroto vitoria vencer venceu bate vittoria vince batte sieg siegt gewinnt gewonnen winst wint победа победил победила победу выиграл выиграла zmaga zmagal zmagala premagal فوز يفوز فاز
lose loses lost loss perdu defaite pierde perdio perder perdeu perde sconfitta verliert verloren niederlage проиграл проиграла поражение izgubil poraz خسارة يخسر
football footballer soccer futbol futebol calcio fussball voetbal футбол футбольный nogomet nogometna كرة قدم
basketball baloncesto basquetbol basquete basquet pallacanestro basket баскетбол kosarka kosarkarji kosarkarska سلة
handball balonmano balonmao handebol andebol pallamano гандбол rokomet يد
volleyball voleibol volei voley pallavolo волейбол odbojka
tennis tenis теннис tenisac tenisaca
swimming swimmer natation nageur natacion nadador natacao nuoto schwimmen плавание пловец plavanje plavalec سباحة
cycling cyclist cyclisme cycliste ciclismo ciclista radsport radrennen велоспорт велогонка kolesar kolesarstvo دراجات
rowing aviron remo ruderin rudern canottaggio гребля veslanje تجديف
sailing vela segeln парусный jadranje
wrestling lutte lucha luta ringen lotta борьба борец مصارعة
boxing boxe boxeo boxen boxer boxeador boxeadora pugile бокс боксер boks ملاكمة
fencing escrime esgrima fechten scherma фехтование sabljanje مبارزة
shooting tir tiro schiessen стрельба strelstvo رماية
weightlifting halterophilie halterofilia gewichtheben sollevamento тяжелоатлет dvigalec اثقال
gymnastics gymnast gymnaste gymnastique gimnasia gimnasta ginastica ginasta ginnastica turnen turnerin гимнастика гимнастка гимнаст telovadba جمباز
athletics atletismo athletisme leichtathletik atletica легкая атлетика قوى
judo judoka judoca дзюдо дзюдоист dzudo judoist جودو
equestrian equitation hipica reiten springreiten конный jahanje فروسية
surfing surf surfe surfista серфинг
skateboarding skateboard skate скейтбординг
climbing escalade escalada klettern скалолазание plezanje
race carrera corrida gara rennen гонка dirka سباق
athlete athletes sportif sportifs sportive deportista deportistas desportista esportista sportler sportlerin спортсмен спортсмены спортсменов спортсменка sportnik sportniki رياضي رياضيين لاعب
player players joueur joueurs joueuse jugador jugadora jugadores jogador jogadora jogadores giocatore spieler spielerin speler игрок игроки igralec igralci
coach trainer entraineur selectionneur entrenador treinador tecnico allenatore bondstrainer тренер trener selektor مدرب
delegation delegacion delegacao delegazione делегация делегации odprava بعثة وفد
village villa vila dorf деревня деревне vas vasi قرية
stadium stade estadio stadio stadion стадион stadionu ملعب
spectators audience fans publico publicos spectateurs tifosi zuschauer зрители зрителей болельщики gledalci gledalcev جمهور جماهير
record records recorde рекорд rekord рекорда رقم
women woman femmes femme feminin feminine mujeres mujer femenino femenina mulheres mulher feminino feminina donne femminile frauen vrouwen женщины женщин женская женский zenske zenska سيدات نساء
men man hommes homme masculin hombres hombre masculino masculina homens homem uomini maschile manner mannen мужчины мужской moski رجال
qualify qualification qualified qualifie qualifier clasificacion clasifica clasifico classificacao classifica classificado qualificazione qualifiziert квалификация kvalifikacije تاهل يتاهل
withdraw withdraws withdrew withdrawal forfait abandon abandonne renuncia renuncio desiste desistiu desistencia ritiro zieht absage отказался снялся снялась odstop odpovedal انسحاب ينسحب
injury injured blesse blessure lesion lesionado lesao infortunio verletzt verletzung травма poskodba اصابة
doping dopage dopaje antidoping допинг منشطات
positive positif positivo positiva positives positivos pozitiven положительный ايجابية
virus covid coronavirus pandemic pandemie pandemia koronavirus коронавирус коронавируса пандемия pandemija كورونا كوفيد
case cases cas caso casos случай случаев случаи primer primeri اصابات حالة حالات
infection infections infected contamination contagio contagios infeccion infeccao contagi infektion infiziert заражение заражения okuzba okuzb عدوى
vaccine vaccines vaccination vaccin vacuna vacunas vacunacion vacina vacinas vacinacao vaccino impfung impfstoff вакцина вакцинация cepivo cepljenje لقاح
quarantine isolation quarantaine cuarentena aislamiento quarentena isolamento quarantena карантин karantena حجر
emergency urgence emergencia emergenza notstand чрезвычайное izredne طوارئ
health sante salud saude salute gesundheit здоровье zdravje صحة
hospital hopital ospedale krankenhaus больница bolnisnica مستشفى
death dead dies died killed mort morts meurt decede tue muerte muerto muertos muere murio fallece morte mortos morre morreu morto morti muore tod tot gestorben todesfall смерть погиб погибли умер умерла smrt umrl umrla mrtvih وفاة مقتل قتلى
fire incendie incendio fogo incendi feuer waldbrand пожар пожары pozar حريق
flood floods inondation inondations inundacion inundaciones enchente cheia alluvione hochwasser flut overstroming наводнение poplave فيضان فيضانات
storm hurricane typhoon tempete ouragan typhon tormenta huracan tifon tempestade furacao tufao tempesta uragano sturm taifun шторм ураган тайфун nevihta orkan tajfun عاصفة اعصار
earthquake quake seisme terremoto sismo erdbeben землетрясение potres زلزال
heat heatwave canicule chaleur calor caldo hitze жара vrocina حرارة
weather meteo clima wetter погода vreme طقس
attack attacks attaque attentat ataque atentado attacco attentato angriff anschlag нападение атака теракт napad هجوم
war guerre guerra krieg oorlog война войны vojna حرب
police policia polizia polizei politie полиция полиции policija شرطة
arrest arrested arrete arrestation detenido detencion detiene preso prisao arrestato arresto festgenommen verhaftet арест арестован aretiran اعتقال
court trial tribunal proces juicio julgamento processo tribunale gericht prozess суд суда sodisce sojenje محكمة محاكمة
crime murder meurtre crimen asesinato assassinato omicidio mord убийство umor جريمة
accident crash accidente acidente incidente unfall ongeluk авария катастрофа nesreca حادث
president presidente prasident президент президента predsednik رئيس
minister ministre ministro министр министра ministrica وزير
government gouvernement gobierno governo regierung regering правительство vlada حكومة
parliament parlement parlamento congreso parlament парламент برلمان
election elections vote eleccion elecciones voto eleicao eleicoes elezioni wahl wahlen verkiezingen выборы volitve انتخابات
king queen roi reine rey reina rainha re regina konig konigin король королева kralj kraljica ملك ملكة
emperor empereur emperador imperador imperatore kaiser император امبراطور
strike greve huelga sciopero streik забастовка stavka اضراب
protest protests manifestation manifestants protesta protestas manifestacion protesto manifestazione demonstration proteste протест протесты protesti احتجاج احتجاجات
economy economie economia wirtschaft экономика gospodarstvo اقتصاد
money prize dinero dinheiro denaro geld деньги denar مال
company entreprise empresa societa azienda unternehmen bedrijf компания podjetje شركة
market marche mercado mercato markt рынок trg سوق
price prices prix precio precios preco precos prezzo prezzi preis preise prijs цена цены cena cene سعر اسعار
bank banque banco banca bancos банк banka بنك
school ecole escuela escola scuola schule школа sola مدرسة
child children enfant enfants nino ninos hijo crianca criancas filho bambino bambini kinder дети ребенок otrok otroci طفل اطفال
family famille familia famiglia familie семья druzina عائلة
mother mere madre mae mutter moeder мать mati ام
father pere padre pai vater vader отец oce اب
city town ville ciudad cidade citta stadt stad город города mesto مدينة
country pays pais paese land страна drzava دولة بلد
island ile isla ilha isola insel остров otok جزيرة
sea mer meer море morje بحر
historic historic historique historico historica storico historisch исторический zgodovinski تاريخي
first primera primeiro primeira erste erster первый первая первое первую prvi prva prvo prvic اول
second deuxieme segundo segunda secondo zweite второй вторая drugi ثاني
third troisieme tercero tercera terceiro terceira terzo dritte третий третье tretji ثالث
last dernier derniere ultimo ultima letzte последний zadnji اخير
new nouveau nouvelle nuevo nueva novo nova nuovo neu neue nieuw новый новая novi جديد
big large great grand grande gross grosse большой velik كبير
young jeune jeunes joven jovenes jovem giovane jung молодой mlad شاب
year years annee annees ano anos anno anni jahr jahre jaar год года лет leto leta سنة عام
day days jour jours dia dias giorno giorni день дня дней dni يوم
week semaine semana settimana woche неделя teden اسبوع
month mois mes meses mese monat месяц mesec شهر
hour hours heure heures hora horas stunde stunden час часов ure ساعة
minute minutes minuto minutos minuti minuten минут minut دقيقة
monday lundi lunes lunedi montag понедельник ponedeljek اثنين
tuesday mardi martes martedi dienstag вторник torek ثلاثاء
wednesday mercredi miercoles mercoledi mittwoch среда sreda اربعاء
thursday jeudi jueves giovedi donnerstag четверг cetrtek خميس
friday vendredi viernes venerdi freitag пятница petek جمعة
saturday samedi sabado sabato samstag суббота sobota سبت
sunday dimanche domingo domenica sonntag воскресенье nedelja احد
january janvier enero janeiro gennaio januar январь января يناير
february fevrier febrero fevereiro febbraio februar февраль февраля فبراير
march marzo marz март марта مارس
april avril abril aprile апрель апреля ابريل
june juin junio junho giugno juni июнь июня junij يونيو
july juillet julio julho luglio juli июль июля julij يوليو
august aout agosto август августа avgust اغسطس
september septembre septiembre setembro settembre сентябрь сентября سبتمبر
october octobre octubre outubro ottobre oktober октябрь октября اكتوبر
november novembre noviembre novembro ноябрь ноября نوفمبر
december decembre diciembre dezembro dicembre dezember декабрь декабря ديسمبر
song chanson cancion cancao canzone песня pesem اغنية
film movie pelicula filme фильм فيلم
singer chanteur chanteuse cantante cantora cantor sanger sangerin певец певица pevec pevka مغني
actor actress acteur actrice actriz ator atriz attore attrice schauspieler schauspielerin актер актриса igralka ممثل
music musique musica musik muziek музыка glasba موسيقى
show spectacle espectaculo spettacolo шоу predstava عرض
director directeur directora diretor regisseur regista режиссер reziser مدير مخرج
fired sacked dismissed dismisses limoge licencie demis demissao demitido despedido destituido destituyen entlassen gefeuert licenziato уволен уволили odpustili اقالة
resign resigns resignation demission demissionne dimision dimite renuncia demissao dimissioni rucktritt отставка odstop استقالة
joke blague broma piada battuta witz scherz шутка
jew jewish holocaust juif juifs shoah judio holocausto juden judenwitz еврей холокост holokavst محرقة هولوكوست
refuse refuses refused refus rechaza rechazo recusa recusou rifiuta verweigert отказ zavrnil يرفض رفض
fine fined amende multa strafe штраф kazen غرامة
ban banned suspended suspension interdit suspendu suspendido prohibido suspenso suspensao proibido sospeso gesperrt verboten запрет отстранен prepoved ايقاف
host hosts organise organiser sede anfitrion organizar sediar ausrichter gastgeber принимать gostitelj gostila استضافة
cancel cancelled canceled annulation annule cancelado cancela cancelan cancelacion cancelamento annullato abgesagt отменен отмена odpovedano الغاء
postpone postponed aplazado aplazan adiado adiamento rinviato verschoben перенос перенесен prelozen تاجيل
start starts begin begins debut debute commence empieza comienza comienzo inicio comeca estreia estrena inizia beginnt начало начался начались zacetek zacel بداية ينطلق انطلاق
end ends fim termina ende конец konec نهاية
schedule calendar programme calendrier horario horarios calendario agenda programacao zeitplan spielplan расписание spored urnik جدول
watch ver assistir guardare sehen смотреть مشاهدة
live vivo aovivo diretta direct transmision transmissao ubertragung эфир трансляция prenos بث
television tv tele televisao televisione fernsehen телевидение televizija تلفزيون
photo photos foto fotos fotografia imagenes imagens immagini bilder фото fotografije صور
sport sports deporte deportes esporte esportes desporto спорт спорта sporta رياضة
japan japon japao giappone япония японии японский japanese japonais japones japonesa japanisch japonska japonski يابان ياباني
tokyo tokio toquio токио طوكيو
france french francais francaise frances francesa franzosisch frankreich франция французский francija francoski فرنسا فرنسي
spain spanish espagne espagnol espagnole espana espanol espanola espanha espanhol spagna spanien spanisch испания испанский spanija spanski اسبانيا
germany german allemagne allemand allemande alemania aleman alemana alemanha alemao germania tedesco deutschland deutsch deutsche deutschen германия немецкий nemcija nemski المانيا
italy italian italie italien italia italiano italiana италия итальянский italija ايطاليا
britain british gb uk kingdom britannique britanico grossbritannien britisch британия великобритания britanija بريطانيا
england english angleterre anglais inglaterra ingles englisch inghilterra англия anglija انجلترا
usa us american americans america americain americaine americains eeuu estadounidense estadounidenses eua americano americana stati uniti statunitense amerikaner amerikanisch сша американский американская zda americani امريكا امريكي
china chinese chine chinois chino chinesisch cina китай китайский kitajska الصين صيني
russia russian russie russe rusia ruso rusa russo russland russisch россия российский россии русский rusija ruski روسيا روسي
brazil brazilian bresil bresilien brasil brasileno brasilena brasileiro brasileira brasileiros brasilien brasile бразилия brazilija البرازيل
argentina argentine argentin argentino argentinos argentinien аргентина الارجنتين
mexico mexican mexique mexicain mexicano mexicana messico mexiko мексика المكسيك
portugal portuguese portugais portugues portuguesa portogallo portugiesisch португалия portugalska البرتغال
australia australian australie australien australiano австралия avstralija استراليا
canada canadian canadien canadiense kanada канада كندا
egypt egyptian egypte egyptien egipto egito agypten египет مصر مصري
algeria algerian algerie algerien argelia argelino argelina алжир alzirija الجزائر جزائري
morocco moroccan maroc marocain marruecos marroqui marrocos marokko марокко maroko المغرب مغربي
tunisia tunisian tunisie tunisien tunez tunesien тунис تونس تونسي
saudi saoudite saudita saoudienne саудовская السعودية سعودي
iran iranian iranien irani иран ايران ايراني
israel israeli israelien israelienne israelita israelischer израиль израильский izrael اسرائيل اسرائيلي
palestine palestinian palestinien palestina palestino палестина فلسطين فلسطيني
turkey turkish turquie turc turquia turco turkei türkisch турция turcija تركيا
ukraine ukrainian ukrainien ucrania ucraniano украина украинский ukrajina اوكرانيا
slovenia slovenian slovenie esloveno slowenien словения slovenija slovenski slovenska سلوفينيا
netherlands dutch neerlandais holanda holandes niederlande nederland нидерланды nizozemska هولندا
greece greek grece grec grecia griego griechenland греция grcija اليونان
sweden swedish suede suedois suecia schweden швеция svedska السويد
norway norvege noruega norwegen норвегия norveska النرويج
switzerland swiss suisse suiza suica schweiz svizzera швейцария svica سويسرا
belgium belgian belgique belge belgica belgien belgio бельгия belgija بلجيكا
poland polish pologne polonais polonia polaco polen польша poljska بولندا
india indian inde indien indio индия indija الهند
korea korean coree coreen corea coreano coreia корея koreja كوريا
africa african afrique africain africano afrika африка افريقيا
europe european europeen europa europeo europeia европа evropa evropski اوروبا
`;

/** Languages whose names of countries are known, by `Intl`. */
const LANGUAGES = ['en', 'fr', 'es', 'pt', 'it', 'de', 'nl', 'ru', 'sl', 'ar'];
const ONE_WORD = /^[\p{L}]{4,}$/u;

/** The key that stands for all words of the same thing, by folded word and by stem; as a key it begins with `=`. */
export function conceptsOf(): ReadonlyMap<string, string> {
  const concepts = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const line of THINGS.trim().split('\n')) {
    const words = line.split(' ').map(fold);
    const name = `=${words[0]}`;
    for (const key of words.flatMap((word) => [word, stemOf(word)])) {
      if ((concepts.get(key) ?? name) !== name) ambiguous.add(key);
      concepts.set(key, name);
    }
  }
  for (const key of ambiguous) concepts.delete(key);
  addCountries(concepts);
  return concepts;
}

/** The countries that no line names. */
function addCountries(concepts: Map<string, string>): void {
  const names = LANGUAGES.map((language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }));
  for (const code of regionCodes()) {
    const words = names.flatMap((inLanguage) => fold(inLanguage.of(code) ?? '')).filter((word) => ONE_WORD.test(word));
    const held = words.map((word) => concepts.get(word) ?? concepts.get(stemOf(word))).find((name) => name);
    const name = held ?? `=${words[0]}`;
    for (const word of words) {
      if (!concepts.has(word)) concepts.set(word, name);
      const stem = stemOf(word);
      if (stem.length > 4 && !concepts.has(stem)) concepts.set(stem, name);
    }
  }
}

function regionCodes(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((first) => letters.map((second) => `${first}${second}`));
}
