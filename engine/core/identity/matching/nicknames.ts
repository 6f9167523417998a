/** Formal name: its everyday forms. A form may belong to several names (Alex), so that forms relate names without making them one. */
const FORMS: readonly string[] = [
  'abigail abby gail', 'abraham abe bram', 'adrian ade', 'agnes aggie nessie', 'albert al bert bertie', 'alexander alex al alec sandy sasha xander lex',
  'alexandra alex sandra sandy lexi sasha', 'alfred alf alfie fred freddie', 'alice ally allie', 'alison ali ally', 'amanda mandy amy', 'amelia amy millie',
  'andrew andy drew', 'angela angie', 'anne ann annie anna nan nancy', 'anthony tony ant', 'antonia toni', 'arnold arnie', 'arthur art artie', 'augustus gus',
  'barbara barb babs barbie', 'bartholomew bart', 'beatrice bea trixie', 'benjamin ben benny benji', 'bernard bernie', 'bridget bridie biddy', 'caroline carrie carol caro',
  'cassandra cass cassie', 'catherine cath cathy kate katie kathy kit kitty', 'cecilia cissy celia', 'charles charlie chuck chas chaz', 'charlotte charlie lottie lotte', 'christina chris chrissy tina',
  'christine chris chrissy tina', 'christopher chris kit topher', 'clarence clarrie', 'clifford cliff', 'constance connie', 'cornelius neil corny', 'cynthia cindy', 'daniel dan danny', 'david dave davey davy',
  'deborah deb debbie debby', 'dennis denny', 'derek del', 'diana di', 'dominic dom nick', 'donald don donnie', 'dorothy dot dottie dolly dora', 'douglas doug', 'edmund ed eddie ned ted', 'edward ed eddie ned ted teddy',
  'edwin ed eddie', 'eleanor ellie nell nellie nora ella', 'elizabeth liz lizzie beth betty bess bessie eliza elsie libby lisa betsy', 'ellen nell nellie ella', 'emily em emmy milly', 'emmanuel manny manu', 'ernest ernie', 'esther essie hetty',
  'eugene gene', 'evelyn evie', 'florence flo florrie flossie', 'frances fran fanny francie frankie', 'francis frank fran frankie', 'franklin frank', 'frederick fred freddie freddy', 'gabriel gabe', 'geoffrey geoff jeff', 'george georgie', 'georgina georgie gina',
  'gerald gerry jerry', 'gerard gerry jerry', 'gilbert gil bert', 'gregory greg', 'gwendolyn gwen', 'harold harry hal', 'harriet hattie harry', 'helen nell ellen', 'henrietta hetty etta', 'henry harry hal hank', 'herbert herb bert bertie', 'hubert bert hugh', 'irene rene',
  'isaac ike zac', 'isabella bella izzy isa', 'isabel izzy bella', 'jacob jake', 'jacqueline jackie', 'james jim jimmy jamie jem', 'jane janie jenny', 'janet jan', 'jason jay', 'jean jeannie', 'jeffrey jeff', 'jennifer jen jenny jennie', 'jeremiah jerry', 'jeremy jerry jez jem',
  'jerome jerry', 'jessica jess jessie', 'joan joanie', 'joanna jo', 'joanne jo', 'john jack johnny jon', 'jonathan jon jonny johnny nathan', 'joseph joe joey jo', 'josephine jo josie', 'joshua josh', 'joyce joy', 'judith judy jude', 'julia julie', 'julian jules', 'katherine kate katie kathy kat kay kit kitty',
  'kathleen kathy kath kate kay', 'kenneth ken kenny', 'kimberly kim', 'laura laurie lolly', 'laurence larry laurie', 'lawrence larry laurie lawrie', 'leonard len lenny leo', 'leslie les', 'lewis lew louie', 'lillian lil lily', 'louis lou louie lewis', 'louise lou lulu', 'lucille lucy', 'madeleine maddy maddie',
  'malcolm mal', 'marcus marc mark', 'margaret maggie meg peggy peg marge margie daisy greta rita madge', 'maria mary mia', 'marjorie marge margie', 'martha marty patty', 'martin marty', 'mary molly polly may mamie maria minnie', 'matilda tilly mattie', 'matthew matt matty', 'maurice morris mo', 'maximilian max', 'megan meg',
  'melissa mel missy', 'michael mike mick mickey micky mikey', 'michelle shelly', 'mildred millie', 'mitchell mitch', 'nancy nan', 'natalie nat', 'natasha tasha', 'nathan nat nate', 'nathaniel nat nate nathan', 'nicholas nick nicky nico', 'nicola nicky nikki', 'nicole nicky nikki', 'norman norm', 'oliver ollie', 'olivia liv livvy', 'oscar ozzie',
  'oswald oz ozzie', 'pamela pam', 'patricia pat patsy patti patty trish tricia', 'patrick pat paddy', 'penelope penny', 'percival percy', 'peter pete', 'philip phil pip', 'phillip phil pip', 'priscilla cilla', 'rachel rach', 'randolph randy', 'raymond ray', 'rebecca becky becca', 'reginald reg reggie', 'richard rick ricky dick rich richie',
  'robert bob bobby rob robbie bert', 'roderick rod', 'rodney rod', 'roger rodge', 'roland rolly', 'ronald ron ronnie', 'rosemary rose rosie', 'rose rosie', 'rudolph rudy', 'rupert bert', 'russell russ', 'ruth ruthie', 'samantha sam sammy', 'samuel sam sammy', 'sandra sandy', 'sarah sally sadie', 'sebastian seb bas', 'sharon shaz',
  'shirley shirl', 'sidney sid', 'sophia sophie', 'stanley stan', 'stephanie steph', 'stephen steve stevie', 'steven steve stevie', 'stewart stew stu', 'stuart stu', 'susan sue susie suzy', 'susanna sue susie suzy', 'sylvester syl', 'sylvia syl', 'tabitha tabby', 'terence terry', 'teresa terry tess tessa tracy', 'thaddeus tad',
  'theodore ted teddy theo', 'theresa terry tess tessa', 'thomas tom tommy', 'timothy tim timmy', 'tobias toby', 'valerie val', 'vanessa nessa', 'veronica ronnie vera', 'victor vic', 'victoria vicky tori', 'vincent vince vinny', 'violet vi', 'virginia ginny ginger', 'walter walt wally', 'wesley wes', 'wilfred wilf fred',
  'wilhelmina mina billie', 'william will bill billy willie willy liam', 'winifred winnie freda', 'winston win', 'zachary zach zack',
  'alejandro alex ale', 'eduardo edu lalo', 'enrique quique kike', 'francisco paco pancho fran', 'guillermo memo', 'ignacio nacho', 'jose pepe', 'manuel manolo manny', 'rafael rafa', 'roberto beto', 'rosario charo', 'consuelo chelo', 'dolores lola', 'mercedes meche', 'fernando nando', 'gabriela gaby', 'isabela isa', 'leonardo leo', 'joao joaozinho',
  'aleksandr sasha alex shura', 'aleksandra sasha shura', 'anastasia nastya', 'dmitri dima mitya', 'ekaterina katya kate', 'evgeni zhenya', 'ivan vanya', 'maria masha', 'mikhail misha', 'natalia natasha', 'nikolai kolya', 'olga olya', 'pavel pasha', 'pyotr petya', 'sergei seryozha', 'svetlana sveta', 'tatiana tanya', 'vladimir vova volodya', 'yelena lena', 'elena lena', 'yuri yura',
  'rajesh raj raju', 'rajendra raj', 'rajinder raj raju', 'harpreet harry', 'gurpreet gary', 'manpreet manny', 'jaspreet jas', 'amandeep aman', 'mandeep mandy', 'sandeep sandy', 'sukhdeep sukh', 'sukhwinder sukhi', 'jaswinder jassi', 'balwinder bali', 'krishna kris', 'venkatesh venky venkat', 'subramaniam subbu', 'lakshmi laxmi', 'priyanka priya', 'abhishek abhi', 'siddharth sid', 'vikram vicky vik', 'vikas vicky',
  'mohammed mo moe mohd', 'abdullah abdul', 'abdulrahman abdul', 'ibrahim ibo brahim', 'mustafa mus', 'fatima fatma',
];

const FORMAL = new Map<string, readonly string[]>();
for (const [formal = '', ...forms] of FORMS.map((line) => line.split(' '))) {
  for (const form of [formal, ...forms]) FORMAL.set(form, [...(FORMAL.get(form) ?? []), formal]);
}

/** The formal names a word may stand for, itself included where it is one; empty for a word nobody knows. */
export function nicknamesOf(word: string): readonly string[] {
  return FORMAL.get(word) ?? [];
}
