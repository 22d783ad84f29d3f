import type { Role } from '@vigie/schema'

export interface DemoPerson {
  name: string
  role: Role
  /** The part of the e-mail address before the @. */
  mailbox: string
  /** Street and share of its length, 0 to 1; null for those who only work for the town. */
  home: [street: string, share: number] | null
}

const resident = (name: string, mailbox: string, street: string, share: number): DemoPerson => ({
  name,
  role: 'RESIDENT',
  mailbox,
  home: [street, share],
})

const referent = (name: string, mailbox: string, street: string, share: number): DemoPerson => ({
  ...resident(name, mailbox, street, share),
  role: 'REFERENT',
})

/** Thirty residents of six neighbourhoods, and the three who work for the town. All invented. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  // Les Tanneries
  resident('Amina Benali', 'amina', 'Rue du Moulin', 0.45),
  resident('Bernard Lefèvre', 'bernard', 'Rue des Tanneurs', 0.55),
  resident('Françoise Le Bihan', 'francoise', 'Quai des Tanneurs', 0.3),
  resident('Thierry Caron', 'thierry', 'Rue du Lavoir', 0.6),
  resident('Mehdi Ouali', 'mehdi', 'Rue Neuve', 0.4),
  referent('Odile Marchand-Desrosiers', 'odile', 'Rue des Corroyeurs', 0.3),
  resident('Théo Guérin', 'theo', 'Rue de la Mégisserie', 0.7),
  // La Gare
  resident('Chloé Martin', 'chloe', 'Rue Victor-Hugo', 0.6),
  resident('Ibrahima Diallo', 'ibrahima', 'Rue Jean-Jaurès', 0.3),
  resident('Marie-Thérèse Vandenbroucke', 'marie-therese', 'Rue Pasteur', 0.62),
  resident('Julien Moreau', 'julien', 'Rue George-Sand', 0.5),
  resident('Lucie Nguyen', 'lucie', 'Rue de la Halte', 0.4),
  resident('Paulo Ferreira', 'paulo', 'Rue du Verger-Neuf', 0.3),
  // Vieux-Bourg
  referent('Geneviève Aubert', 'genevieve', 'Rue du Chapitre', 0.35),
  resident('Antoine Rousseau', 'antoine', 'Rue des Drapiers', 0.4),
  resident('Samira Haddad', 'samira', 'Rue Sainte-Anne', 0.55),
  resident('Hugo Blanchard', 'hugo', 'Rue Basse', 0.5),
  resident('Marie-Antoinette Charpentier-Vasseur', 'marie-antoinette', 'Rue des Fossés', 0.4),
  resident('Jean-Baptiste Kouassi', 'jean-baptiste', 'Rue des Orfèvres', 0.5),
  // Le Clos des Vergers
  resident('Stéphane Girard', 'stephane', 'Allée des Cerisiers', 0.4),
  resident('Nathalie Pons', 'nathalie', 'Allée des Mirabelliers', 0.5),
  resident('Élodie Chevallier', 'elodie', 'Allée des Pommiers', 0.6),
  resident('Rachid Bouzid', 'rachid', 'Rue des Vergers', 0.5),
  // Les Peupliers
  referent('Danielle Roussel', 'danielle', 'Rue des Peupliers', 0.3),
  resident('Fatou Sow', 'fatou', 'Allée Rosa-Parks', 0.5),
  resident('Zeynep Yıldız', 'zeynep', 'Rue des Saules', 0.5),
  resident('Mamadou Traoré', 'mamadou', 'Allée des Frênes', 0.5),
  // La Briqueterie
  resident('Patrick Delattre', 'patrick', 'Cité Ouvrière', 0.5),
  resident('Ana Kowalczyk', 'ana', 'Rue des Fours', 0.5),
  resident('Émilien Poulain', 'emilien', 'Rue des Mouleurs', 0.4),
  // The town
  { name: 'Jeanne Delaunay', role: 'MODERATOR', mailbox: 'moderation', home: null },
  { name: 'Yasmine Cherif', role: 'TOWN_HALL_AGENT', mailbox: 'mairie', home: null },
  { name: 'Nicolas Perrin', role: 'POLICE_OFFICER', mailbox: 'police', home: null },
]

/** Addresses that can never be delivered to (RFC 2606). */
export const emailOf = (person: DemoPerson) => `${person.mailbox}@demo.invalid`
