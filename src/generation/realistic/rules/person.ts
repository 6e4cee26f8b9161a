import type { Entity } from '../entity.ts';
import type { Maker, Naming, RuleTable } from '../rule.ts';
import { oneOf } from '../rule.ts';
import { slug } from '../words.ts';

const fullName: Maker = (entity) => entity.person.full;

/** Who did something is somebody else than the object itself, and the same for all properties that speak of the role. */
function roleOf(entity: Entity, naming: Naming): Entity {
  return entity.part(naming.words.at(-1) ?? 'person');
}

const username: Maker = (entity) => {
  const { username: name } = entity.person;
  return [name, () => name.replace(/[^a-z0-9]/g, ''), () => slug(name)];
};

const email: Maker = (entity, random, naming) => {
  if (naming.kind === 'company') {
    const box = random.pick(['info', 'hello', 'contact', 'office']);
    return [`${box}@${entity.company.domain}`, `${box}@example.com`];
  }
  return [entity.person.email, `${entity.person.username}@example.com`, 'jo@example.com'];
};

const phone: Maker = (entity, random) => {
  const { phone: e164 } = entity.person;
  const national = () => e164.slice(1 + entity.city.country.dial.length);
  return [
    e164,
    () => e164.slice(1),
    () => `0${national()}`,
    national,
    () => `(${national().slice(0, 3)}) 555-01${random.int(10, 99)}`,
    () => `555-01${random.int(10, 99)}`,
  ];
};

export const PERSON_RULES: RuleTable = {
  'first name, given name, call name, preferred name, givennames, person first name': (entity) =>
    entity.person.first,
  'last name, family name, maiden name, second name': (entity) => entity.person.last,
  'middle name, middle initial': (entity, random) => {
    const middle = entity.source.faker(random).person.firstName();
    return [middle, middle.charAt(0)];
  },
  initial: (entity) => `${entity.person.first.charAt(0)}${entity.person.last.charAt(0)}`,
  'full name, person name, legal name, real name, name@person, display name@person, friendly name@person, cardholder name, account holder, name on card, holder name, contact name, complete name, formatted name, common name@person':
    fullName,
  'author, creator, recipient, contact, assignee, reviewer, manager, employee, patient, student, teacher, instructor, doctor, speaker, passenger, driver, attendee, cardholder, beneficiary, customer, landlord, director, composer, singer, player, candidate, voter, narrator, translator, illustrator, photographer, inventor, founder, ceo, chef, coach, captain, pilot, salesperson, sales rep, representative, approver, requester, submitter, witness, guardian, emergency contact, next of kin, uploader, editor, buyer, seller, payer, payee, maintainer, contributor, copyright holder':
    (entity, _random, naming) => roleOf(entity, naming).person.full,
  'user, owner, created by, updated by, modified by, deleted by, changed by, approved by, requested by, assigned to, assigned by, submitted by, uploaded by, reported by, resolved by, invited by, closed by, merged by, reviewed by, added by, edited by, last modified by, last updated by, owned by, performed by, triggered by, issued by, posted by, principal, actor, member, edited, by, changed by username, certified by, signed by, follower, client username':
    (entity, _random, naming) => roleOf(entity, naming).person.username,
  'nick name, nick, alias@person, short name@person': (entity) => [
    entity.person.first,
    entity.person.username,
  ],
  'username, acct, login, handle, screen name, account name, login name, userid, sam account name, uid@person, slug@person, user principal, preferred username, username@person, display username, mention, name@username, account@person, nick name@message, login@person':
    username,
  'email, email address, user principal name, upn, mail, username email, contact email, notification email, from email, to email, reply to, sender email, recipient email, cc, bcc, from address, to address, paypal email, mailto, mailbox':
    email,
  'from@message, to@message, sender, recipient@message': email,
  'phone, phone number, mobile phone, home phone, work phone, contact number, fax, fax number, phone home, phone work, whatsapp, cell phone, mobile number, telephone number, sms number, from number, to number, caller id, called number, calling number, contact phone, number@device':
    phone,
  'dial code, calling code, phone country code, phone code, phone prefix': (entity) => [
    `+${entity.city.country.dial}`,
    entity.city.country.dial,
  ],
  'phone extension': (_entity, random) => String(random.int(100, 999)),
  'job title, job, occupation, profession, title@person, headline@person, position@person, role@person, name@role2, designation, job name, position title, current position':
    (entity) => entity.job,
  'gender, sex, gender identity': (entity) => {
    const { sex } = entity.person;
    return [
      sex,
      sex.toUpperCase(),
      sex === 'male' ? 'Male' : 'Female',
      sex.charAt(0).toUpperCase(),
      sex.charAt(0),
    ];
  },
  pronoun: (entity) => (entity.person.sex === 'male' ? 'he/him' : 'she/her'),
  'salutation, honorific, name prefix, prefix@person, honorific prefix, courtesy title': (entity) =>
    entity.person.sex === 'male' ? ['Mr.', 'Mr', 'MR', 'M'] : ['Ms.', 'Ms', 'MS', 'F'],
  'name suffix, suffix@person, honorific suffix': oneOf('Jr.|Sr.|II|III|PhD'),
  'marital status, civil status': oneOf('single|married|divorced|widowed'),
  'blood type, blood group': oneOf('A+|A-|B+|B-|AB+|AB-|0+|0-'),
  'nationality, citizenship': (entity) => [
    entity.city.country.nationality,
    entity.city.country.alpha2,
    entity.city.country.alpha3,
  ],
  'ssn, social security number': (_entity, random) => [
    `900-${random.int(10, 99)}-${random.int(1000, 9999)}`,
    `900${random.int(10, 99)}${random.int(1000, 9999)}`,
  ],
  'national id, passport number, id number, identity number, document number@person, driver license, license number':
    (_entity, random) => [
      `X${random.int(10_000_000, 99_999_999)}`,
      String(random.int(100_000_000, 999_999_999)),
    ],
  'education, degree, education level': oneOf(
    "Bachelor's degree|Master's degree|Doctorate|High school diploma|Apprenticeship",
  ),
  'relationship, relation': oneOf('spouse|parent|child|sibling|friend|colleague'),
  religion: oneOf('none|Christianity|Islam|Hinduism|Buddhism|Judaism'),
  'hobby, interest': oneOf('photography|hiking|chess|cooking|cycling|reading|gardening|climbing'),
  skill: oneOf(
    'TypeScript|Project management|Negotiation|Data analysis|Public speaking|Bookkeeping|Welding|Copywriting',
  ),
  'diagnosis, condition@person, disease, allergy': oneOf(
    'Hypertension|Asthma|Migraine|Type 2 diabetes|Seasonal allergy',
  ),
  'medication, drug, drug name': oneOf(
    'Ibuprofen 400 mg|Paracetamol 500 mg|Amoxicillin 250 mg|Metformin 850 mg',
  ),
  'bio, biography, about, about me, bio raw, profile description, note@person': (entity, random) =>
    random.pick([
      `${entity.job} from ${entity.city.name}. Likes long walks and short meetings.`,
      `${entity.person.first} works as ${entity.job} and lives in ${entity.city.name}.`,
      `${entity.job}, cyclist, coffee lover.`,
    ]),
};
