/** ISO 3166-1 codes, name, ISO 4217 currency, ISO 639-1 language, calling code, nationality. */
export const COUNTRIES = `
US|USA|840|United States|USD|en|1|American
CA|CAN|124|Canada|CAD|en|1|Canadian
MX|MEX|484|Mexico|MXN|es|52|Mexican
BR|BRA|076|Brazil|BRL|pt|55|Brazilian
AR|ARG|032|Argentina|ARS|es|54|Argentinian
CL|CHL|152|Chile|CLP|es|56|Chilean
GB|GBR|826|United Kingdom|GBP|en|44|British
IE|IRL|372|Ireland|EUR|en|353|Irish
DE|DEU|276|Germany|EUR|de|49|German
AT|AUT|040|Austria|EUR|de|43|Austrian
CH|CHE|756|Switzerland|CHF|de|41|Swiss
FR|FRA|250|France|EUR|fr|33|French
BE|BEL|056|Belgium|EUR|nl|32|Belgian
LU|LUX|442|Luxembourg|EUR|fr|352|Luxembourgish
NL|NLD|528|Netherlands|EUR|nl|31|Dutch
ES|ESP|724|Spain|EUR|es|34|Spanish
PT|PRT|620|Portugal|EUR|pt|351|Portuguese
IT|ITA|380|Italy|EUR|it|39|Italian
DK|DNK|208|Denmark|DKK|da|45|Danish
SE|SWE|752|Sweden|SEK|sv|46|Swedish
NO|NOR|578|Norway|NOK|nb|47|Norwegian
FI|FIN|246|Finland|EUR|fi|358|Finnish
PL|POL|616|Poland|PLN|pl|48|Polish
CZ|CZE|203|Czechia|CZK|cs|420|Czech
SK|SVK|703|Slovakia|EUR|sk|421|Slovak
HU|HUN|348|Hungary|HUF|hu|36|Hungarian
RO|ROU|642|Romania|RON|ro|40|Romanian
MD|MDA|498|Moldova|MDL|ro|373|Moldovan
SI|SVN|705|Slovenia|EUR|sl|386|Slovenian
HR|HRV|191|Croatia|EUR|hr|385|Croatian
RS|SRB|688|Serbia|RSD|sr|381|Serbian
MK|MKD|807|North Macedonia|MKD|mk|389|Macedonian
GR|GRC|300|Greece|EUR|el|30|Greek
LV|LVA|428|Latvia|EUR|lv|371|Latvian
UA|UKR|804|Ukraine|UAH|uk|380|Ukrainian
RU|RUS|643|Russia|RUB|ru|7|Russian
TR|TUR|792|Turkey|TRY|tr|90|Turkish
GE|GEO|268|Georgia|GEL|ka|995|Georgian
AM|ARM|051|Armenia|AMD|hy|374|Armenian
AZ|AZE|031|Azerbaijan|AZN|az|994|Azerbaijani
IL|ISR|376|Israel|ILS|he|972|Israeli
AE|ARE|784|United Arab Emirates|AED|ar|971|Emirati
EG|EGY|818|Egypt|EGP|ar|20|Egyptian
IR|IRN|364|Iran|IRR|fa|98|Iranian
IQ|IRQ|368|Iraq|IQD|ku|964|Iraqi
PK|PAK|586|Pakistan|PKR|ur|92|Pakistani
IN|IND|356|India|INR|hi|91|Indian
NP|NPL|524|Nepal|NPR|ne|977|Nepali
BD|BGD|050|Bangladesh|BDT|bn|880|Bangladeshi
MV|MDV|462|Maldives|MVR|dv|960|Maldivian
UZ|UZB|860|Uzbekistan|UZS|uz|998|Uzbek
TH|THA|764|Thailand|THB|th|66|Thai
VN|VNM|704|Vietnam|VND|vi|84|Vietnamese
ID|IDN|360|Indonesia|IDR|id|62|Indonesian
SG|SGP|702|Singapore|SGD|en|65|Singaporean
CN|CHN|156|China|CNY|zh|86|Chinese
HK|HKG|344|Hong Kong|HKD|zh|852|Hongkonger
TW|TWN|158|Taiwan|TWD|zh|886|Taiwanese
JP|JPN|392|Japan|JPY|ja|81|Japanese
KR|KOR|410|South Korea|KRW|ko|82|South Korean
MN|MNG|496|Mongolia|MNT|mn|976|Mongolian
AU|AUS|036|Australia|AUD|en|61|Australian
NZ|NZL|554|New Zealand|NZD|en|64|New Zealander
ZA|ZAF|710|South Africa|ZAR|en|27|South African
NG|NGA|566|Nigeria|NGN|en|234|Nigerian
GH|GHA|288|Ghana|GHS|en|233|Ghanaian
SN|SEN|686|Senegal|XOF|fr|221|Senegalese
KE|KEN|404|Kenya|KES|sw|254|Kenyan`;

/** Name, country, state, second part of ISO 3166-2, postal code pattern, latitude, longitude, time zone. */
export const CITIES = `
New York|US|New York|NY|100##|40.7128|-74.0060|America/New_York
San Francisco|US|California|CA|941##|37.7749|-122.4194|America/Los_Angeles
Seattle|US|Washington|WA|981##|47.6062|-122.3321|America/Los_Angeles
Austin|US|Texas|TX|787##|30.2672|-97.7431|America/Chicago
Chicago|US|Illinois|IL|606##|41.8781|-87.6298|America/Chicago
Denver|US|Colorado|CO|802##|39.7392|-104.9903|America/Denver
Boston|US|Massachusetts|MA|021##|42.3601|-71.0589|America/New_York
Atlanta|US|Georgia|GA|303##|33.7490|-84.3880|America/New_York
Toronto|CA|Ontario|ON|M5V #?#|43.6532|-79.3832|America/Toronto
Montreal|CA|Quebec|QC|H2Y #?#|45.5019|-73.5674|America/Toronto
Mexico City|MX|Ciudad de México|CMX|06###|19.4326|-99.1332|America/Mexico_City
São Paulo|BR|São Paulo|SP|01###-###|-23.5505|-46.6333|America/Sao_Paulo
Buenos Aires|AR|Buenos Aires|C|C10##|-34.6037|-58.3816|America/Argentina/Buenos_Aires
Santiago|CL|Región Metropolitana|RM|83#####|-33.4489|-70.6693|America/Santiago
London|GB|England|ENG|EC1A #??|51.5074|-0.1278|Europe/London
Manchester|GB|England|ENG|M1 #??|53.4808|-2.2426|Europe/London
Dublin|IE|Leinster|L|D02 ?###|53.3498|-6.2603|Europe/Dublin
Berlin|DE|Berlin|BE|101##|52.5200|13.4050|Europe/Berlin
Hamburg|DE|Hamburg|HH|203##|53.5511|9.9937|Europe/Berlin
Munich|DE|Bavaria|BY|803##|48.1351|11.5820|Europe/Berlin
Cologne|DE|North Rhine-Westphalia|NW|506##|50.9375|6.9603|Europe/Berlin
Vienna|AT|Vienna|9|10#0|48.2082|16.3738|Europe/Vienna
Zurich|CH|Zurich|ZH|800#|47.3769|8.5417|Europe/Zurich
Geneva|CH|Geneva|GE|120#|46.2044|6.1432|Europe/Zurich
Paris|FR|Île-de-France|IDF|750##|48.8566|2.3522|Europe/Paris
Lyon|FR|Auvergne-Rhône-Alpes|ARA|6900#|45.7640|4.8357|Europe/Paris
Brussels|BE|Brussels|BRU|10#0|50.8503|4.3517|Europe/Brussels
Luxembourg|LU|Luxembourg|LU|12##|49.6116|6.1319|Europe/Luxembourg
Amsterdam|NL|North Holland|NH|101# ??|52.3676|4.9041|Europe/Amsterdam
Madrid|ES|Community of Madrid|MD|280##|40.4168|-3.7038|Europe/Madrid
Barcelona|ES|Catalonia|CT|080##|41.3874|2.1686|Europe/Madrid
Lisbon|PT|Lisbon|11|1100-###|38.7223|-9.1393|Europe/Lisbon
Milan|IT|Lombardy|25|201##|45.4642|9.1900|Europe/Rome
Rome|IT|Lazio|62|001##|41.9028|12.4964|Europe/Rome
Copenhagen|DK|Capital Region|84|1###|55.6761|12.5683|Europe/Copenhagen
Stockholm|SE|Stockholm County|AB|111 ##|59.3293|18.0686|Europe/Stockholm
Oslo|NO|Oslo|03|01##|59.9139|10.7522|Europe/Oslo
Helsinki|FI|Uusimaa|18|001##|60.1699|24.9384|Europe/Helsinki
Warsaw|PL|Masovia|14|00-###|52.2297|21.0122|Europe/Warsaw
Prague|CZ|Prague|10|110 ##|50.0755|14.4378|Europe/Prague
Bratislava|SK|Bratislava|BL|811 ##|48.1486|17.1077|Europe/Bratislava
Budapest|HU|Budapest|BU|105#|47.4979|19.0402|Europe/Budapest
Bucharest|RO|Bucharest|B|0100##|44.4268|26.1025|Europe/Bucharest
Chișinău|MD|Chișinău|CU|20##|47.0105|28.8638|Europe/Chisinau
Ljubljana|SI|Ljubljana|061|10##|46.0569|14.5058|Europe/Ljubljana
Zagreb|HR|Zagreb|21|100##|45.8150|15.9819|Europe/Zagreb
Belgrade|RS|Belgrade|00|110##|44.7866|20.4489|Europe/Belgrade
Skopje|MK|Skopje|85|10##|41.9981|21.4254|Europe/Skopje
Athens|GR|Attica|I|105 ##|37.9838|23.7275|Europe/Athens
Riga|LV|Riga|RIX|10##|56.9496|24.1052|Europe/Riga
Kyiv|UA|Kyiv|30|010##|50.4501|30.5234|Europe/Kyiv
Moscow|RU|Moscow|MOW|101###|55.7558|37.6173|Europe/Moscow
Istanbul|TR|Istanbul|34|340##|41.0082|28.9784|Europe/Istanbul
Tbilisi|GE|Tbilisi|TB|01##|41.7151|44.8271|Asia/Tbilisi
Yerevan|AM|Yerevan|ER|00##|40.1792|44.4991|Asia/Yerevan
Baku|AZ|Baku|BA|10##|40.4093|49.8671|Asia/Baku
Tel Aviv|IL|Tel Aviv|TA|61#####|32.0853|34.7818|Asia/Jerusalem
Dubai|AE|Dubai|DU|#####|25.2048|55.2708|Asia/Dubai
Cairo|EG|Cairo|C|115##|30.0444|31.2357|Africa/Cairo
Tehran|IR|Tehran|23|11########|35.6892|51.3890|Asia/Tehran
Erbil|IQ|Erbil|AR|440##|36.1911|44.0092|Asia/Baghdad
Karachi|PK|Sindh|SD|74###|24.8607|67.0011|Asia/Karachi
Mumbai|IN|Maharashtra|MH|4000##|19.0760|72.8777|Asia/Kolkata
Bengaluru|IN|Karnataka|KA|5600##|12.9716|77.5946|Asia/Kolkata
Kathmandu|NP|Bagmati|P3|446##|27.7172|85.3240|Asia/Kathmandu
Dhaka|BD|Dhaka|C|12##|23.8103|90.4125|Asia/Dhaka
Malé|MV|Malé|MLE|20###|4.1755|73.5093|Indian/Maldives
Tashkent|UZ|Tashkent|TK|1000##|41.2995|69.2401|Asia/Tashkent
Bangkok|TH|Bangkok|10|10###|13.7563|100.5018|Asia/Bangkok
Hanoi|VN|Hanoi|HN|100###|21.0278|105.8342|Asia/Ho_Chi_Minh
Jakarta|ID|Jakarta|JK|10###|-6.2088|106.8456|Asia/Jakarta
Singapore|SG|Singapore|01|0#####|1.3521|103.8198|Asia/Singapore
Shanghai|CN|Shanghai|SH|2000##|31.2304|121.4737|Asia/Shanghai
Hong Kong|HK|Hong Kong|HK|999077|22.3193|114.1694|Asia/Hong_Kong
Taipei|TW|Taipei|TPE|10###|25.0330|121.5654|Asia/Taipei
Tokyo|JP|Tokyo|13|100-####|35.6762|139.6503|Asia/Tokyo
Osaka|JP|Osaka|27|530-####|34.6937|135.5023|Asia/Tokyo
Seoul|KR|Seoul|11|04###|37.5665|126.9780|Asia/Seoul
Ulaanbaatar|MN|Ulaanbaatar|1|14###|47.8864|106.9057|Asia/Ulaanbaatar
Sydney|AU|New South Wales|NSW|20##|-33.8688|151.2093|Australia/Sydney
Melbourne|AU|Victoria|VIC|30##|-37.8136|144.9631|Australia/Melbourne
Auckland|NZ|Auckland|AUK|10##|-36.8509|174.7645|Pacific/Auckland
Cape Town|ZA|Western Cape|WC|80##|-33.9249|18.4241|Africa/Johannesburg
Lagos|NG|Lagos|LA|10####|6.5244|3.3792|Africa/Lagos
Accra|GH|Greater Accra|AA|GA###|5.6037|-0.1870|Africa/Accra
Dakar|SN|Dakar|DK|11###|14.7167|-17.4677|Africa/Dakar
Nairobi|KE|Nairobi|30|001##|-1.2921|36.8219|Africa/Nairobi`;
