import type { RuleBook } from '../rule-book';
import { usualRules } from './write-rule';

const SPOUSE = 'esposa|esposo|marido|mulher|namorado|namorada|conjuge|noivo|noiva|companheiro|companheira|parceiro|parceira';
const PARENTS = 'pais|mae|pai|avos|avo|mamae|papai';
const FAMILY = `${SPOUSE}|${PARENTS}|filho|filha|filhos|filhas|familia|sogros|sogra|familiares`;
const RELATIVES = `${FAMILY}|irmao|irma|irmaos|tio|tia|primo|prima|amigo|amiga|amigos|netos|neto|neta|sobrinho|sobrinha`;
const JOB = 'emprego|trabalho|trampo|vaga|vagas|empregos';

/** Portuguese of Brazil and Portugal, also as it is texted. */
export const portuguese: RuleBook = {
  language: 'pt',
  rules: usualRules({
    strong: {
      PR: `residencia permanente, residencia canadense, residente permanente, pr, patrocinio, patrocinar, apadrinhar, patrocinio familiar|conjugal, reuniao familiar, reagrupamento familiar, reunificacao familiar, visto de? investidor*, visto investidor*, visto de? empreendedor*, startup visa, visto de? residen*, visto permanente, experiencia canadense, trabalhador* qualificado*`,
      Work: `permissao de|para? trabalh*, visto de? trabalho, visto d trabalho, visto trabalho, visto para trabalhar, visto pra trabalhar, autorizacao de|para|pra trabalh*, permissao aberta, lmia, trabalhador* temporari*, trabalhador* estrangeiro*, trabalhador* agricola*`,
      Study: `permissao de? estudo*, permissao para estudar, visto de? estudante*, visto estudante*, visto estudantil, visto de? estudo*, visto para estudar, visto pra estudar, autorizacao de estudo*`,
      Visitor: `nascimento do|da|de, parto do|da, visto de? visitante*, visto visitante*, visto de? turista*, visto turista*, visto de? turismo, visto turismo, visto de visita, super visa, supervisa, super visto, visto de passeio, eta`,
      Citizenship: `cidadania, cidadania canadense, passaporte canadense, virar cidad*, me tornar cidad*, tornar-me cidad*, ser cidadao|cidada, naturaliz*, naturalizacao, prova de cidadania`,
      Refugee: `asilo, azilo, asilo politico, refugiad*, refugio, pedido de refugio|asilo, razoes humanitarias, protecao internacional, visto humanitario`,
      Other: 'renovar ... pr card|cartao de residente, visto americano, visto schengen, traducao de documentos, apostila*',
    },
    normal: {
      PR: `ir|irmos|levar ... morar|viver, ir morar|viver, a morar, morar com, morar ai, ficar ... definitivo|definitivamente|permanente|permanentemente|sempre|legal, ficar de vez, sair do brasil, ${SPOUSE} ... residente|cidad*|canadense, ${SPOUSE} e ... residente|cidad*|canadense, vou pra la com, ir com ele|ela, ficar com meu|minha ${SPOUSE}, abrir|montar|comprar|comecar um|uma|meu ... negocio|empresa|restaurante, comecar do zero, vida nova, nova vida, vida no canada, pontuacao crs, pontos crs, adotar, imigrar, emigrar, migrar, imigracao, imigrante, me mudar, mudar pro|para|de|com ... canada|vez|familia, mudar de vez, morar no|ai|la ... canada|definitiv*|sempre|permanente*, morar no canada, morar definitivamente, morar fora, viver no canada, viver ... sempre|definitiva*|permanente*, para sempre, pra sempre, definitivamente, de vez, de forma|maneira definitiva|permanente, me estabelecer, estabelecer*, patrocin* ... ${FAMILY}|me, me patrocin*, me apadrinhar, sponsor*, trazer ... ${FAMILY} ... viver|morar|comigo|pra|para, trazer meus|minha|meu ${FAMILY}, me juntar a, juntar-me, investidor, investir no canada, residencia, empreendedor, recomecar a vida`,
      Work: `cv, curriculo, estagio, estagiar, oportunidade|oportunidades de|em|no|na, contratar ... cozinheir*|trabalhador*|motorista*|funcionari*|brasileiros|estrangeiros, hospitais|empresas|fazendas ... contrat*, estao contratando, contratando, programa|programas ... trabalhar|trabalhadores|fazenda, trabalhar em, operario*, mao de obra, agencia de emprego, trabalho temporario, trabalhar legalmente, oferta de? trabalho|emprego, proposta de? trabalho|emprego, ${JOB} no|em|ai|pra|para|de, trabalhar no|em|ai|la|como|legal*|fora|na, trabalhar, trampar, procuro|procurar|procurando|conseguir|encontrar|arrumar|achar|preciso|quero|busco|tem|buscando|consigo ... ${JOB}, empresa ... contrat*, me contrat*, contrat*, contrato de trabalho, empregador*, patrao, ir|indo trabalhar, cuidador*, cuidar de criancas|idosos, baba, au pair, colheita, temporada, mudar de empregador, recrut*, transferir ... escritorio|canada`,
      Study: `carta de aceitacao|aceite|admissao|motivacao, qual|quais|que|melhores ... faculdade|faculdades|universidade|universidades|college|colleges|curso, terminar|terminei|fazer ... high school|ensino medio, mandar|enviar ... filho|filha|filhos ... estud*|high|escola|faculdade|terminar, mensalidade, restaurar ... status|estud*, escola para|pros meus filhos, au pair ... estud*, idioma ingles, bachelor, estudar, estudar no|em|ingles|fora|ai, estudos no|em|superiores, estudo no, fazer|faze um|uma|meu|minha|o|a|de ... mestrado|doutorado|faculdade|graduacao|pos|college|curso|intercambio|mba, fazer ... graduacao|faculdade|mestrado|college|intercambio, mestrado, doutorado, graduacao, pos-graduacao, pos graduacao, faculdade, universidade*, bolsa*, intercambio, admissao, aceit* em|no|na|por ... universidade|college|faculdade|escola, carta de aceitacao|aceite, curso de ingles|frances|idiomas, aprender ingles, escola de idiomas, matricul*, high school, ensino medio no canada`,
      Visitor: `nascimento do|da|de, parto, formatura, minha formatura, viagem de negocios, viagem a negocios, reuniao de negocios, conferencia, congresso, feira, verao, montanhas rochosas, aurora boreal, passar ... umas|uns|duas|tres|dois ... semanas|dias|meses, vir ... natal|verao|ferias|formatura|casamento|semanas, casamento, tratamento medico, neve, visitar, visita a|aos|familiar, ver meu|minha|meus|minhas ... ${RELATIVES}, conhecer o|canada|niagara|toronto|as|vancouver, conhecer niagara|canada|toronto, passar ... natal|ferias|semanas|dias|tempo|verao|festas, ferias, turismo, turista*, passear, a passeio, passeio, viajar para|pro|ao ... canada, viagem para|pro|ao, casamento do|da|de, formatura do|da, cataratas, niagara, carta de? convite, carta convite, estender|prorrogar|extender ... estadia, prorrogar ... estada, como visitante, ficar com a gente`,
      Citizenship: 'juramento de cidadania, solicitar ... cidadania, tirar ... passaporte canadense',
      Refugee: `nao posso voltar, nao podemos voltar, opinioes politicas, motivos politicos, razoes politicas, perseguid*, milicia, faccao, gangue*, orientacao sexual, ditadura, vida corre ... perigo|risco, minha vida esta em perigo, ameac* de morte, ameac*, sendo ameac*, persegui*, perseguicao, fugi do|de|da, fugir do|de|da, fugimos, medo de voltar, nao posso voltar ... pais, preciso de protecao, pedir protecao, querem me matar, guerra no meu pais`,
    },
    weak: {
      PR: 'residente, residir, morar, mudanca',
      Work: `${JOB}, trabalh*, empregad*, empregador*, contrat*, salario`,
      Study: 'estud*, curso, cursos, college, escola, aluno*, diploma, idiomas',
      Visitor: 'visit*, turis*, viaj*, viagem, conhecer',
      Citizenship: 'cidad*, passaporte, nacionalidade',
      Refugee: 'perigo, protecao, guerra, humanitari*, refugi*',
      Other: 'recurso, recorrer, apelacao, apelar',
    },
    idle: `depois do casamento, depois de casar, apos ... formatura, experiencia em cozinha, tenho um negocio|restaurante|empresa, na minha area de estudo, sou residente permanente, e residente permanente, sou residente, tenho a? pr, tenho a? residencia, pr card, meu pr card, cidad* canadense, e cidad*, sou cidad*, sou estudante, estudei, terminei ... faculdade|estudos|mestrado|curso|ensino, termina o ensino medio, tenho um|uma ... mestrado|graduacao|diploma|doutorado|faculdade, formado em, formada em, meu diploma, trabalho como|desde, atualmente trabalho, estou trabalhando, experiencia de trabalho, anos de experiencia, meu trabalho, meu trabalho atual, sem trabalho, sem emprego, copia do passaporte, meu passaporte, passaporte valido, cidade, cidades`,
    programs: {
      'Express Entry': 'express entry, expres entry, entrada expressa, trabalhador* qualificado* federa*, experiencia canadense, crs',
      PNP: 'nomeacao provincial, nominacao provincial, nomeacao, programa* provincia*, programa de? nome*, nominee, pnp',
      LMIA: 'lmia, impacto no mercado, avaliacao de impacto',
      'Study Permit': `permissao de? estudo*, permissao para estudar, visto de? estudante*, visto estudante*, visto estudantil, visto de? estudo*, visto para estudar`,
      'Visitor Visa': 'visto de? visitante*, visto visitante*, visto de? turista*, visto turista*, visto de? turismo, visto de visita, super visa, supervisa',
    },
    documents: {
      Ready: `documentos|papeis|documentacao|papelada estao? todos? prontos|pronta|completos|completa, todos os meus? documentos|papeis, toda a? documentacao, tenho os|meus|todos ... documentos|papeis, tudo pronto, ja tenho ... documentos|papeis`,
      Partial: `alguns dos? meus? documentos|papeis, parte dos|da documentos|documentacao, falta* ... documentos|papeis|ielts, faltando ... documentos|papeis, quase todos os documentos, juntando ... documentos|papeis, reunindo ... documentos|papeis, preparando ... documentos|papeis, esperando ... ielts|passaporte|documentos, quase prontos`,
      'Not Ready': `nao tenho ... documentos|papeis|documentacao, ainda nao ... documentos|papeis, sem documentos|papeis, documentos|papeis nao estao prontos, nenhum documento, nada pronto, nao comecei ... documentos`,
    },
    budget: {
      Strong: `dinheiro|orcamento|grana|custo|preco|valor nao e um? o? problema, sem problema de? dinheiro, dinheiro nao importa, posso pagar, podemos pagar, dispost* a pagar|investir, pront* para|pra pagar, pago o que for, pago quanto for, pago o que, tenho o? dinheiro|orcamento|fundos|grana|reserva, tenho condicoes, fundos suficientes, de acordo com ... honorarios|taxa|valor`,
      Medium: `parcelar, parcelado, parcelas, em parcelas, a prazo, pagamento mensal, mensalidade*, plano de pagamento, dividir ... vezes, em vezes, orcamento limitado|medio|apertado, depende do preco|valor|custo, desconto`,
      Weak: `nao tenho ... dinheiro|grana|recursos|fundos|condicoes|orcamento, sem dinheiro|grana|recursos|condicoes, nao posso pagar, nao consigo pagar, pouco dinheiro|orcamento, de graca, gratis, gratuit*, muito caro, baixa renda, sem pagar, mais barato`,
    },
    timeline: {
      '0-30 days': `urgente, urgentemente, com urgencia, o mais rapido possivel, o quanto antes, quanto antes, imediatamente, de imediato, imediato, agora mesmo, este mes, esse mes, neste mes, esta semana, essa semana, proxima semana, semana que vem`,
      '31-90 days': 'proximo mes, mes que vem, mes e meio, alguns meses, par de meses, proximos meses, poucos meses',
      '3-6 months': 'fim do ano, final do ano, meio ano, segundo semestre, semestre que vem, proximo semestre',
      '6+ months': 'proximo ano, ano que vem, sem pressa, nao tenho pressa, nao ha pressa, so informacao, so pesquisando, so quero informac*, mais pra frente, mais para frente, um dia, no futuro, futuramente, a longo prazo',
    },
    refused: 'negad*, negaram, negou, recusad*, recusaram, recusa, rejeitad*, rejeitaram, indeferid*, negativa',
    urgent: 'urgente*, urgencia, o mais rapido possivel, quanto antes, imediatamente, de imediato, vence em, vencendo, vai vencer, prazo final, emergencia, agora mesmo',
    complex: 'antecedentes criminais, ficha criminal, deportad*, deportacao, inadmissi*, sem status, sem papeis, indocumentad*, ilegal, documentos falsos, recurso, negado duas|2 vezes, varias recusas, fora de status',
    engaged: 'me liga, me ligue, me liguem, podem me ligar, pode me ligar, me ligar, agendar ... consulta|reuniao|ligacao|horario, agendar, marcar ... consulta|reuniao|horario, falar com um|uma ... consultor*|advogad*|atendente, quero comecar ja, pronto para comecar, entrem em contato',
  }),
  cues: {
    marks:
      'daqui cinco dois duas ate o os um uma de do da dos das e sao meu minha meus minhas para pra pro com que quero gostaria preciso ola oi bom boa tarde dia como quanto por em no na se me nao sim mas tenho sou estou obrigado obrigada posso podem tem seu ao eu nos esta este qual onde quando desde muito mais voces vcs pfv pfvr queria ai la tambem ja',
    negators: 'nao n sem nem nunca tampouco jamais nenhum nenhuma',
    harmless_after: 'so somente apenas problema problemas importa duvida ha pressa e',
    unmet: 'tenho temos tem tive teve posso pode podemos sei sabe sabia consigo consegui conheco deram saiu encontro entendo sem nunca ainda foi',
    fresh: 'mas sim quero preciso procuro eu meu minha nos so porque embora senao gostaria queria',
    prefers: 'prefiro prefere preferimos melhor preferiria',
    than: 'que',
    joins: 'ou nem e',
    wish_before:
      'meta objetivo chances sonho quero qro quer queremos querem gostaria gostariamos queria preciso precisamos precisa procuro procurando busco desejo deseja desejamos interesse interessa interessado interessada aplicar aplico solicitar solicito obter tirar tiro conseguir como informacao informacoes info requisitos ajuda ajudar ajudam pedir peco ir iniciar renovar renovo estender prorrogar penso planejo pensando posso fazer processo comecar sobre pretendo vontade ofereceu dar',
    wish_after: 'pfv pfvr favor preco requisitos urgente',
    status_before: 'tenho, tenho um, tenho uma, temos, com, com um, com uma, com meu, com minha, meu, minha, meus, sou, estou com, estou no, estou em, estou como, como, ja tenho, tem, tem um, atualmente com, depois do, depois da, depois de, terminei, entrei com, vim com, ha, pelo meu',
    status_after: 'valido, vigente',
    later: 'depois posteriormente futuro futuramente',
    not_english: 'no me a as or on do so an in at e',
  },
  time: {
    units: { dia: 1, dias: 1, semana: 7, semanas: 7, semaninhas: 7, mes: 30.5, meses: 30.5, ano: 365, anos: 365, semestre: 183, trimestre: 91 },
    numbers: { um: 1, uma: 1, dois: 2, duas: 2, tres: 3, quatro: 4, cinco: 5, seis: 6, sete: 7, oito: 8, nove: 9, dez: 10, doze: 12, quinze: 15, par: 2 },
    ahead_before: 'em dentro daqui proximos proximas ate menos',
    past: 'ha experiencia desde idade tenho atras ultimos faz',
    more: 'mais depois',
    months: ['janeiro', 'fevereiro', 'marco', 'abril', 'maio', 'junho', 'julho', 'agosto', 'setembro', 'outubro', 'novembro', 'dezembro'],
  },
};
