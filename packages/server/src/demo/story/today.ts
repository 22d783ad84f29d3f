import { POLICE, type StoryAlert, TOWN_HALL } from './story.ts'

/** The hours before the demo begins. No time of day is named: it may be read in the morning or at night. */
export const TODAY: readonly StoryAlert[] = [
  {
    when: { minutesAgo: 20 },
    by: 'Françoise Le Bihan',
    category: 'SUSPICIOUS_ACTIVITY',
    happening: 'NOW',
    on: ['Quai des Tanneurs', 0.42],
    place: 'Quai des Tanneurs, devant le lavoir',
    text: 'Deux personnes essaient les poignées des voitures garées le long du quai, l’une après l’autre. Elles avancent lentement vers le pont et s’arrêtent quand quelqu’un passe. Veste claire pour l’une, sac à dos rouge pour l’autre.',
    comments: [
      [
        3,
        'Bernard Lefèvre',
        'Je les vois aussi depuis ma fenêtre, elles sont maintenant à la hauteur du moulin.',
      ],
      [7, 'Amina Benali', 'Ma voiture est fermée, merci Françoise. Je reste à l’intérieur.'],
      [16, 'Odile Marchand-Desrosiers', 'La patrouille vient de tourner dans la rue du Moulin.'],
    ],
    handling: [
      [4, 'ACKNOWLEDGED', POLICE, 'Bien reçu. Restez chez vous, n’intervenez pas.'],
      [9, 'ON_THE_WAY', POLICE, 'Une patrouille arrive par la route de Cormel.'],
    ],
  },
  {
    when: { minutesAgo: 52 },
    by: 'Paulo Ferreira',
    category: 'DANGER',
    happening: 'NOW',
    danger: 'UNSURE',
    on: ['Rue du Verger-Neuf', 0.55],
    place: 'Rue du Verger-Neuf, au coin de la rue des Hirondelles',
    text: 'Un câble pend d’un poteau au-dessus du trottoir, à hauteur d’homme. Je ne sais pas s’il est sous tension. J’ai mis deux chaises de jardin pour que les enfants ne passent pas dessous.',
    photos: ['hanging-cable'],
    comments: [
      [8, 'Lucie Nguyen', 'Merci pour les chaises ! J’ai prévenu la voisine qui sort son chien par là.'],
      [21, 'Chloé Martin', 'C’est peut-être le téléphone, mais mieux vaut ne pas y toucher.'],
    ],
    handling: [
      [
        11,
        'ACKNOWLEDGED',
        TOWN_HALL,
        'Le service technique et le gestionnaire du réseau sont prévenus. Ne touchez à rien.',
      ],
      [30, 'ON_THE_WAY', POLICE, 'Un agent vient baliser le trottoir.'],
    ],
  },
  {
    when: { minutesAgo: 95 },
    by: 'Samira Haddad',
    category: 'NUISANCE',
    happening: 'NOW',
    on: ['Rue Sainte-Anne', 0.5],
    place: 'Rue Sainte-Anne, devant la boulangerie',
    text: 'Une camionnette de livraison est arrêtée sur tout le trottoir depuis une demi-heure, moteur en marche. Les poussettes et un monsieur en fauteuil doivent descendre sur la chaussée.',
    comments: [[12, 'Antoine Rousseau', 'Confirmé, j’ai dû faire le tour avec ma mère.']],
  },
  {
    when: { minutesAgo: 150 },
    by: 'Amina Benali',
    category: 'FOUND_ANIMAL',
    happening: 'NOW',
    on: ['Rue du Moulin', 0.5],
    place: 'Rue du Moulin',
    text: 'Un chien beige et blanc, très doux, avec un collier bleu sans médaille, tourne dans la rue depuis tout à l’heure. Je l’ai mis dans ma cour avec de l’eau. À qui est-il ?',
    photos: ['found-dog'],
    comments: [
      [6, 'Mehdi Ouali', 'Je crois l’avoir vu hier vers les jardins familiaux.'],
      [19, 'Thierry Caron', 'Le vétérinaire de la Grande-Rue peut lire la puce sans rendez-vous.'],
      [44, 'Amina Benali', 'Bonne idée, j’y vais à la réouverture. Il dort sur mon paillasson.'],
    ],
    handling: [
      [
        35,
        'ACKNOWLEDGED',
        TOWN_HALL,
        'Merci. Si personne ne se manifeste, la fourrière intercommunale le prendra en charge.',
      ],
    ],
  },
  {
    when: { minutesAgo: 245 },
    by: 'Ibrahima Diallo',
    category: 'SUSPICIOUS_ACTIVITY',
    happening: 'OVER',
    on: ['Rue Jean-Jaurès', 0.35],
    place: 'Rue Jean-Jaurès',
    text: 'Quelqu’un s’est présenté à plusieurs portes pour un « contrôle des compteurs », sans carte ni véhicule de service, et demandait à entrer. Il est parti quand j’ai proposé d’appeler le fournisseur.',
    comments: [
      [10, 'Chloé Martin', 'Passé chez moi aussi, rue Victor-Hugo. Je n’ai pas ouvert.'],
      [26, 'Marie-Thérèse Vandenbroucke', 'Merci de prévenir. Je vis seule, j’aurais peut-être ouvert.'],
      [31, 'Chloé Martin', 'Marie-Thérèse, appelez-moi avant d’ouvrir, je suis à deux portes.'],
    ],
    handling: [
      [
        22,
        'ACKNOWLEDGED',
        POLICE,
        'Merci. Aucun contrôle n’est prévu aujourd’hui : ne laissez entrer personne.',
      ],
    ],
  },
  {
    when: { minutesAgo: 330 },
    by: 'Ana Kowalczyk',
    category: 'DAMAGE',
    happening: 'OVER',
    on: ['Rue des Fours', 0.45],
    place: 'Arrêt de bus « Les Fours »',
    text: 'La vitre de l’abribus est brisée, il y a du verre sur le banc et sur le trottoir. Attention aux enfants qui attendent le car.',
    photos: ['broken-shelter'],
    comments: [[14, 'Patrick Delattre', 'J’ai balayé le plus gros côté trottoir, il en reste sous le banc.']],
    handling: [
      [40, 'ACKNOWLEDGED', TOWN_HALL, 'Merci. L’équipe de propreté passe dans la journée.'],
      [180, 'RESOLVED', TOWN_HALL, 'Le verre est ramassé, la vitre sera remplacée cette semaine.'],
    ],
  },
]
