import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { LIMITS } from '@vigie/schema'
import type { PhotoProblem } from '../photos/photo-problem.ts'

/** Names the file, what is wrong with it, and the way out. */
export function photoProblemWords({ code, file }: PhotoProblem): MessageDescriptor {
  switch (code) {
    case 'TOO_MANY': {
      const max = LIMITS.photosMax
      return msg`« ${file} » n’a pas été ajoutée : ${max} photos au plus. Retirez-en une d’abord.`
    }
    case 'TOO_LARGE': {
      const max = LIMITS.photoBytesMax / 1024 / 1024
      return msg`« ${file} » est trop lourde : ${max} Mo au plus. Choisissez-en une autre, ou une capture d’écran de celle-ci.`
    }
    case 'TOO_MANY_PIXELS': {
      const max = LIMITS.photoPixelsMax / 1_000_000
      return msg`« ${file} » est trop grande : ${max} millions de points au plus. Choisissez-en une autre, ou une capture d’écran de celle-ci.`
    }
    case 'NOT_A_PHOTO':
      return msg`« ${file} » n’est pas une photo. Choisissez une image de votre téléphone.`
    case 'UNREADABLE_HEIC':
      return msg`« ${file} » est au format HEIC, que ce navigateur ne lit pas. Prenez la photo depuis ce formulaire, ou enregistrez-la en JPEG.`
    case 'UNREADABLE':
      return msg`« ${file} » ne peut pas être lue. Elle est peut-être abîmée : choisissez-en une autre.`
    case 'PART_MISSING':
      return msg`« ${file} » n’a pas pu être ajoutée : une partie de Vigie manque sur ce téléphone. Avec du réseau, rechargez la page : votre brouillon y est gardé.`
  }
}
