import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Pack } from '../pack.ts'

/**
 * Providers at which anybody gets an address. The list of email-providers also has firms and internet providers, at which
 * employees write from the same domain; none of those is taken.
 */
const open =
  'gmail.com googlemail.com yahoo.com ymail.com rocketmail.com yahoo.co.uk yahoo.co.in yahoo.co.jp yahoo.com.br yahoo.com.au yahoo.ca yahoo.de yahoo.fr yahoo.it yahoo.es hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es outlook.com outlook.de outlook.fr live.com live.co.uk live.fr live.nl msn.com aol.com aol.co.uk aim.com icloud.com me.com mac.com gmx.com gmx.de gmx.net gmx.at gmx.ch web.de freenet.de t-online.de mail.com proton.me protonmail.com pm.me tutanota.com tuta.io hushmail.com fastmail.com fastmail.fm zoho.com yandex.com yandex.ru ya.ru mail.ru inbox.ru list.ru bk.ru rambler.ru qq.com 163.com 126.com foxmail.com sina.com sina.cn sohu.com yeah.net naver.com hanmail.net daum.net nate.com rediffmail.com libero.it virgilio.it tiscali.it laposte.net free.fr orange.fr wanadoo.fr sfr.fr neuf.fr seznam.cz centrum.cz wp.pl onet.pl o2.pl interia.pl abv.bg ukr.net i.ua terra.com.br uol.com.br bol.com.br ig.com.br sapo.pt bigpond.com optusnet.com.au comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com btinternet.com talktalk.net blueyonder.co.uk ntlworld.com virginmedia.com bluewin.ch telenet.be skynet.be hey.com mailbox.org posteo.de inbox.com yopmail.com mailinator.com guerrillamail.com'.split(
    ' ',
  )

export function emailPack(): Pack {
  const file = createRequire(import.meta.url).resolve('email-providers/all.json')
  const known: ReadonlySet<string> = new Set(JSON.parse(readFileSync(file, 'utf8')))
  const derived = {
    fieldName: 'emailType',
    deriveFieldName: 'emailAddress',
    includes: '',
    excludes: '',
    begins: '',
  }
  return {
    name: 'free-mail',
    title: 'emailType: "free mail" for addresses at providers where anybody gets one; a field of your own',
    fields: {
      emailType: {
        lookup: [],
        derive: [{ type: 'deriveIncludes', fieldSet: ['emailAddress'], options: [] }],
      },
    },
    rules: {
      deriveIncludes: open
        .filter((domain) => known.has(domain))
        .map((domain) => ({ ...derived, ends: `@${domain.toUpperCase()}`, replace: 'free mail' })),
    },
  }
}
