// Package language loads what a language knows about figures: number words, units, qualifiers,
// periods, headings and the small words between them.
//
// A language is a folder of YAML files, such as en. A third language is a third folder, and no change of code.
// Which file says what is for the reader only; all files but grammar.yaml have one form, class → identifier → phrases:
//
//	bound_before:
//	  approx: [about, around, in the neighbourhood of]
//
// The classes and what their identifiers mean are listed at Class. A class whose members need no
// identifier is a plain list. Phrases are written in lower case, with spaces between their words;
// they match whatever case, typographic apostrophe or hyphen the text has. A phrase stands once in its class, and may
// stand in others.
//
// Keys that are no class:
//
//   - wording: how a measure is named where the text has no noun for it, text by identifier, and contractions: "de le: du";
//   - paradigm: endings of a regular verb's forms, the past participle first, by the ending of its infinitive;
//   - regular: infinitives that have the forms of the longest paradigm above that fits them;
//   - verb_ending: endings of finite verbs that no list holds, each with that of the past participle;
//   - participle_ending: endings of past participles that stand behind a noun as adjectives do;
//   - feminine_ending: endings of feminine nouns, and feminine nouns that have none of them.
//
// The file grammar.yaml has the habits that no list of words tells; they are the fields of Traits.
//
// Names of countries come from the Unicode CLDR, by golang.org/x/text; the class area has what it lacks.
//
// What is not said here is refused, with file, line and column: a key that is no class, an identifier that its class does
// not know, a phrase that stands twice or is empty.
package language

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"tidyrelease/extract/token"
)

//go:embed en fr
var packs embed.FS

// Class is what a phrase can be in the grammar. A phrase may have several.
type Class uint8

// The classes; the comment tells what the identifiers of a class mean.
const (
	_               Class = iota
	Cardinal              // number word; its value
	Several               // "several", which makes a hundred or a scale behind it a vague plural
	Hundred               // word that multiplies what stands before it within a thousand; its value
	Scale                 // "million"; power of ten
	ScaleShort            // "bn", "M" after a digit; power of ten
	Decade                // word before a year that is the first of ten: « années 1990 »
	Collective            // "dozen"; its value
	RoundCount            // "dizaine": about so many; its value
	VaguePlural           // "millions of"; power of ten
	FractionPart          // "third", "quarter"; the denominator
	FractionAlone         // a FractionPart that needs no number before it: "half", "le tiers"
	Ordinal               // its value
	OrdinalPart           // form of an ordinal inside compounds: "unième"
	DecimalWord           // decimal mark between number words: "point"
	RankAfter             // word that makes an ordinal before it a rank: "largest"
	RankBefore            // words that make the ordinal or number behind them a rank: "ranked", "top"
	RankClose             // words that make an ordinal at the start of their phrase a rank: "in importance"
	RankSuperlative       // words before an adjective of rank behind its noun: « deuxième aéroport le plus fréquenté »
	RankTop               // words that make a number behind them a rank not below it: "top"
	RankTopAfter          // the same, behind the number: "premiers"
	Multiple              // "doubled", "twice"; the factor
	MultipleUp            // a Multiple that is a change upwards; the factor
	MultiplyBy            // words that make the number behind them a factor of growth: "multiplied by"
	PartDown              // "halved"; the denominator of the part that is left
	TimesWord             // "times", "fold"
	OutOf                 // between part and whole of "one in five"; place for a word that is also of place, over for one between numbers that nothing else is said of, else part
	Half                  // "half", before a scale: "half a million"
	HalfAgain             // words behind a half that add it to a whole: "again as many"
	Currency              // ISO 4217 code, or "$" where the text must tell which dollar
	CurrencySign          // the same for signs and codes that may stand before the number
	CurrencyCode          // ISO 4217 code that is another word too, so that it counts only in capitals and with large amounts
	CurrencyScaled        // a Currency whose word has another sense, so that it counts only behind millions: "livres"
	MoneyAdjective        // "canadian", after or before "dollars"; ISO 4217 code
	CurrencyFolded        // a CurrencySign as texts folded to ASCII have it, where it is also a name's: "PS" for "£"
	Cent                  // hundredth of a currency; the currency
	Percent               // the unit: percent, percentage_point, basis_point
	PeriodOn              // "on", which before more than a day names what a change is told from
	IndexBase             // "base", before the hundred that an index starts from
	Points                // noun for percentage points beside a level in percent: "points"
	UnitCapital           // symbol of a unit that needs a capital: first for its first letter ("To"), all for all of them ("TRY")
	UnitGlued             // symbol of a unit that no space may part from its number: "118.5p"
	UnitThermal           // symbol of a unit that is one beside a word for temperature alone: "34 C"
	Thermal               // word for temperature or weather: "high", "humidex"
	UnitSmall             // symbol of a unit that has no capitals: "pc"
	Measure               // unit of measure in English
	UnitHomonym           // a Measure or Duration that has another sense, so that it is a unit only right behind its number: "degrees"
	Duration              // year, month, week, day, hour, minute, second
	DurationThing         // what a duration names and does not measure: "a ten-year agreement"
	YearsWord             // adjective that says how many years something lasts: « quinquennal »; their number
	PerWord               // word before a denominator: "per", "a"
	Every                 // determiner of each thing of a group: "each"
	PerMeasure            // noun that is a unit of measure behind a PerWord alone, and else another thing: « la livre »; the unit in English
	NoDenominator         // noun behind a PerWord that tells how something is done: « par téléphone »
	CountedAs             // noun in the singular for a number of people or things: "population"; what is counted
	PerAdjective          // "hourly", "annual", in front of what is measured; the denominator
	PerAdverb             // "annually", "a year", "chaque année"; the denominator
	BoundBefore           // approx, more_than, at_least, less_than, at_most
	BoundOfTime           // a bound only before a duration
	NoBoundOfTime         // a BoundBefore that means "during" before a duration: "over three years"
	Negation              // "no", "ne": turns "more than" into "at most"
	BoundAfter            // the same, behind the figure
	ChangeBefore          // up or down: the figure behind is the size of a change; up_not_money: unless it is money; up_share: if it is a share; none for words that only look so
	ChangeAfter           // up or down, behind the figure; up_than: if a period tells what it is compared with; up_share as above
	ChangeBreak           // words between a ChangeBefore and a figure that make it a level: "to"
	ChangeInside          // up or down, between number and noun: "60 more seats"
	Position              // word by which a level stands to a limit, which no change goes by: "fell below 5%"
	LevelVerb             // "went", "passer": what follows goes from one level to another
	By                    // "by": makes the figure behind the size of a change named earlier
	TableTotal            // heading of a column of sums over the other columns: "Total"
	TableChange           // heading of a column of changes: "Change"
	TableMoney            // word of a heading that, with others of its kind alone, is of a column of money: "Amount awarded"
	Month                 // 1 to 12
	LastMonth             // word that makes a month beside it the latest one: "last"
	FirstOf               // "first", of the months or quarters of a year
	NextMonth             // word that makes a month beside it the first to come: "next"
	Weekday               // 1 (Monday) to 7
	Season                // "spring", before its year
	WeekOf                // words before the day on which a week starts: "the week of"
	QuarterWord           // "quarter" as a part of a year
	HalfYear              // "half" as a part of a year
	PeriodPoint           // word before a year or month that is the period itself: "in", "during"
	PeriodSince           // word that makes what follows a start: "since"
	PeriodUntil           // word that makes what follows an end: "by"
	PeriodAsOf            // "as of": the day on which a count is taken, or from which something holds
	PeriodFounded         // "launched in": what has happened since began there
	PeriodCompare         // "compared with": what follows is no time of the figure but the base of a comparison
	PeriodAfter           // words that open what came before the rest of the sentence: "after"
	UpToNow               // words that open a sentence on what has been done up to the release: "to date"
	Anaphor               // words that open a sentence on what the sentence before has counted: "of these", "the rest"
	Superlative           // word that makes a "since" behind it the time of a record: "lowest"
	Comparand             // noun or pronoun for what a multiple or fraction is one of: "half the number"
	PeriodPart            // between a preposition and a period, of which it names a part: "early", "the end of"
	PeriodStart           // "starting in": what follows is where years of funding start
	Compare               // "than", "from": what follows is compared with
	YearBefore            // word behind which four digits are a year even before 1900: "in", "since"
	WhenClause            // word that opens a clause of what was so in the period before it: "since 2017, when it was $11"
	PeriodFrom            // first word of a from–to period
	PeriodTo              // second word of a from–to period
	Window                // between a duration and the period that it ends in: "12 months to December"
	Fiscal                // "fiscal year", before or after its years
	Relative              // "last year", "this month"; year-1, month0, spring+1 and the like, told from the release; prior-year, later-year, same, since-then, … from the passage
	AgoBefore             // words before a length of time up to now: « il y a »
	AgoAfter              // words behind it: "ago"
	EarlierAfter          // words behind a length of time before the one that a passage speaks of: "earlier"
	ClockHour             // an Era that is one only behind a ClockBefore: "à 11 heures"
	ClockBefore           // word between which and "heures" a number is a time of day
	Lasting               // words before hours and minutes that make them a length of time: « dure 2 h 15 »
	Era                   // "o'clock", "a.m.": time of day
	RangeFrom             // between for words that open nothing but a range, from for those that may open a change as well
	RangeTo               // "and", "to", "à"
	ListAnd               // "and", "or"
	ListOr                // "or": joins a restatement as well
	Respective            // word that gives each of a list its own of another list: "respectively"
	Of                    // "of", "de", "d'"
	AgeNoun               // "age": what a number without a unit is said of
	OfWhich               // words that make the number behind them a part of what was counted last: "of which"
	NumberOf              // "number of": what is counted is the noun behind
	OfThem                // words that make the number before them a part of what was counted last: "of them"
	RestBefore            // words that make the number behind them a part of what was counted last: "the other"
	Identifier            // word that makes the number behind it a name: "Bill", "Highway"
	PhoneExtension        // word before the extension of a phone number: "ext"
	Dial                  // word before a short number that is called: "call 811"
	Minus                 // "minus": makes the number behind it negative
	IdentifierVerb        // an Identifier that is also a verb, so that a plural behind its number makes that a figure: "call 30 people"
	IdentifierEnd         // the same, behind the number: "Avenue"
	Name                  // phrase that holds a number and is no figure
	Known                 // determiner, number and noun by which a text calls again whom it is about: "the two parties"
	AgeBefore             // any for words of age alone ("aged"); have for those that somebody or something has the years behind ("a 19 ans"), person for those that need an AgePerson before them and years behind; be for those that need nothing behind ("she is"); none for words that only look like it
	AgePerson             // "persons", "children": who has an age
	AgeLimit              // between an AgePerson and an age: "under"
	AgeAfter              // "years old"
	Determiner            //
	SingularArticle       // article in the singular, behind which a bare number is a name: « le 811 »
	Preposition           //
	Conjunction           //
	Pronoun               //
	Verb                  // finite verbs and auxiliaries
	Present               // verbs that say what is so today
	Future                // verbs that say what is to come
	Adverb                //
	PreNoun               // adjectives that stand between a number and its noun
	NotNoun               // other words that end a noun phrase
	Plural                // irregular or ambiguous plural; the singular
	NounException         // word with a plural ending that is no plural noun
	Heading               // heading line; the section it opens
	SourceLabel           // words before the publisher's name: "SOURCE"
	Sender                // words before the name of a publisher or a person: "From:"
	ReleaseNumber         // words before the number of a release: "News release #:"
	About                 // words before a publisher in a heading: "About"
	Honorific             // before a speaker's name
	SaidVerb              // verb of saying
	SaidThat              // word after a verb of saying that opens reported speech
	Abbreviation          // word whose full stop does not end a sentence
	Area                  // ISO 3166 code of a country, province or demonym
	Money                 // words near a bare number that make it money
	Stop                  // very common words, by which a language is told from another
	Foreign               // very common words of other languages that this one has not
	VerbForm              // form of a verb; its past participle
	Auxiliary             // be, have or modal
	BareAuxiliary         // form of an auxiliary that tells no time: "been"
	RelativePronoun       // word that opens a relative clause: "which"
	GoalRelative          // one of them that holds a "to": « auxquels »
	PartRelative          // one of them that holds an "of": « dont »
	Infinitive            // word that makes a verb's form behind it an infinitive: "to"
	Generic               // noun that only counts or sums, as in "an average of"; what it adds to a measure, or none
	Worth                 // words between a thing and an amount: "valued at"; the head of the measure
	SubjectHead           // participle of a verb whose amount is something of its subject; the head of the measure
	ObjectHead            // the same of what its amount goes to: "spending on"
	Dimension             // unit in English; what it measures
	Distance              // words behind a length that make it a distance; the head of the measure
	Person                // noun for people
	Compared              // words before what a figure is compared with: "up from"
	ChangeIn              // between a change, or an amount, and what it is of: "in"
	Moved                 // participle that makes a past of "be" in front of it: « allés »
	Past                  // past form of a verb that is neither a base form nor a participle
	NounForm              // form of a verb that is more often a noun: "exports"
	Goal                  // words between money and what it is for
	Possessive            // "its": of what the sentence before is about
	Stands                // participle of a verb that tells a level: "reached"
	Deadline              // words before a time within which something is done
	DurationHead          // the head of a measure that a verb makes of the time that its subject takes
	Demonstrative         // "that": points back
	Clitic                // pronoun that stands right before its verb
	Trade                 // word of trade or agreements, whose other side is a partner
	Direction             // word for a part of a country, before its name: "Western"
	Whose                 // relative pronoun for whose something is: "whose"
	With                  // word between a thing and what it has: "with"
	MeasureHead           // the head of a measure that a verb makes of its subject, whose object is a measurement
	Nationwide            // words for the whole country: "nationally"
	Outside               // words that leave a place out: "outside"
	Body                  // noun by which a publisher calls itself: "the department"
	Government            // noun for who governs a place: "government"
	Thing                 // noun by which a text calls again what it is about: "the project"
	PluralPronoun         // "they"
	Reflexive             // pronoun between a subject and its verb
	AmountNoun            // noun for money itself: "investment"
	Making                // "making": gives what follows a rank
	Agent                 // word before who did what a passive verb says
	Adverbial             // adverb of several words
	Complement            // word that opens a complement as a preposition does
	Manner                // adverb that says in which way something is done
	Comparative           // words between a share and a noun of which there is more or less than elsewhere: "more"
	Exceeding             // participle of a verb, or an adjective, that tells how far two levels are apart: "exceeded"
	Paying                // participle of a verb whose amount is a price where it tells what for: "paid"
	Trading               // participle of a verb whose object has a price behind "for": "sold"
	For                   // word between a price and what it buys
	Introducing           // determiner of a thing named for the first time, or of one's own: "a", "our"
	Action                // noun for what is done with things that are counted: "hiring"
	Emission              // what a weight is of that stands for greenhouse gases: "CO2 equivalent"
	Coming                // participle of a verb that money does on its way from its source: "come", "provided"
	Source                // word between such a verb and the source: "from", "by"
	Going                 // participle of a verb that money does on its way to its purpose: "gone"
	Nominative            // pronoun that is a subject and nothing else: "they"
	Official              // title of a member of a government: "minister"
	Launching             // participle of a verb that brings in what the text then speaks of: "launched"
	Locale                // noun for a place or a kind of places: "territories"
	Branch                // noun for a branch of trade that a text calls again without what sets it apart: "sector"
	Where                 // relative word that a place stands before
	Speaker               // pronoun for who speaks: "we"
	Settled               // participle of a verb that tells a level in the passive: "capped"
	Reaching              // participle of a verb whose object is a level: "reached"
	Alone                 // determiner that is a subject of its own before a verb: "all"
	Flow                  // unit in English; what it measures where it is produced or used, and not built
	Size                  // noun for what is measured, of time or space: "age", "area"
	Having                // participle of a verb that only says that its subject has what is counted: "included"
	Among                 // word before the group that a figure later in the sentence is a part of: "of", "among"
	Compound              // preposition that joins a bare noun to another as a name does: « armes à feu »
	Throughout            // word between what is done and how long: "for"
	Undertaking           // noun for what holds money and lasts: "program"
	Demonym               // adjective or people of an Area, of which it is a phrase as well; ISO 3166 code
	Guarded               // phrase of an Area that often is something else, so that it needs words of place before it: "Turkey"
	Indefinite            // article that stands for one: "a"
	OrdinalEnding         // letters behind digits that make an ordinal: "th"
	NameParticle          // small word inside the name of a person: "van"
	IdentifierShort       // short for an Identifier, with a full stop and no space before the number: "s.23"
	classes
)

var classNames = map[string]Class{
	"cardinal":         Cardinal,
	"several":          Several,
	"hundred":          Hundred,
	"scale":            Scale,
	"scale_short":      ScaleShort,
	"decade":           Decade,
	"collective":       Collective,
	"round_count":      RoundCount,
	"vague_plural":     VaguePlural,
	"fraction_part":    FractionPart,
	"fraction_alone":   FractionAlone,
	"ordinal":          Ordinal,
	"ordinal_part":     OrdinalPart,
	"decimal_word":     DecimalWord,
	"rank_after":       RankAfter,
	"rank_before":      RankBefore,
	"rank_close":       RankClose,
	"rank_superlative": RankSuperlative,
	"rank_top":         RankTop,
	"rank_top_after":   RankTopAfter,
	"multiple":         Multiple,
	"multiple_up":      MultipleUp,
	"multiply_by":      MultiplyBy,
	"part_down":        PartDown,
	"times_word":       TimesWord,
	"out_of":           OutOf,
	"half":             Half,
	"half_again":       HalfAgain,
	"currency":         Currency,
	"currency_sign":    CurrencySign,
	"currency_code":    CurrencyCode,
	"currency_scaled":  CurrencyScaled,
	"money_adjective":  MoneyAdjective,
	"currency_folded":  CurrencyFolded,
	"cent":             Cent,
	"period_on":        PeriodOn,
	"index_base":       IndexBase,
	"points":           Points,
	"percent":          Percent,
	"unit_capital":     UnitCapital,
	"unit_thermal":     UnitThermal,
	"thermal":          Thermal,
	"unit_small":       UnitSmall,
	"unit_glued":       UnitGlued,
	"measure":          Measure,
	"unit_homonym":     UnitHomonym,
	"duration":         Duration,
	"duration_thing":   DurationThing,
	"years_word":       YearsWord,
	"per_word":         PerWord,
	"every":            Every,
	"per_measure":      PerMeasure,
	"no_denominator":   NoDenominator,
	"counted_as":       CountedAs,
	"per_adjective":    PerAdjective,
	"per_adverb":       PerAdverb,
	"bound_before":     BoundBefore,
	"bound_of_time":    BoundOfTime,
	"no_bound_of_time": NoBoundOfTime,
	"negation":         Negation,
	"bound_after":      BoundAfter,
	"change_before":    ChangeBefore,
	"change_after":     ChangeAfter,
	"change_break":     ChangeBreak,
	"change_inside":    ChangeInside,
	"position":         Position,
	"level_verb":       LevelVerb,
	"by":               By,
	"table_total":      TableTotal,
	"table_change":     TableChange,
	"table_money":      TableMoney,
	"month":            Month,
	"last_month":       LastMonth,
	"first_of":         FirstOf,
	"next_month":       NextMonth,
	"weekday":          Weekday,
	"season":           Season,
	"week_of":          WeekOf,
	"quarter_word":     QuarterWord,
	"half_year":        HalfYear,
	"period_point":     PeriodPoint,
	"period_since":     PeriodSince,
	"period_until":     PeriodUntil,
	"period_as_of":     PeriodAsOf,
	"period_founded":   PeriodFounded,
	"period_after":     PeriodAfter,
	"period_compare":   PeriodCompare,
	"anaphor":          Anaphor, "up_to_now": UpToNow,
	"superlative":      Superlative,
	"comparand":        Comparand,
	"period_part":      PeriodPart,
	"period_start":     PeriodStart,
	"compare":          Compare,
	"year_before":      YearBefore,
	"when_clause":      WhenClause,
	"period_from":      PeriodFrom,
	"period_to":        PeriodTo,
	"window":           Window,
	"fiscal":           Fiscal,
	"relative":         Relative,
	"ago_before":       AgoBefore,
	"ago_after":        AgoAfter,
	"earlier_after":    EarlierAfter,
	"clock_hour":       ClockHour,
	"clock_before":     ClockBefore,
	"lasting":          Lasting,
	"era":              Era,
	"range_from":       RangeFrom,
	"range_to":         RangeTo,
	"list_and":         ListAnd,
	"list_or":          ListOr,
	"respective":       Respective,
	"of":               Of,
	"age_noun":         AgeNoun,
	"of_which":         OfWhich,
	"number_of":        NumberOf,
	"of_them":          OfThem,
	"rest_before":      RestBefore,
	"identifier":       Identifier,
	"phone_extension":  PhoneExtension,
	"dial":             Dial,
	"minus":            Minus,
	"identifier_verb":  IdentifierVerb,
	"identifier_end":   IdentifierEnd,
	"name":             Name,
	"known":            Known,
	"age_before":       AgeBefore,
	"age_person":       AgePerson,
	"age_limit":        AgeLimit,
	"age_after":        AgeAfter,
	"determiner":       Determiner,
	"singular_article": SingularArticle,
	"preposition":      Preposition,
	"conjunction":      Conjunction,
	"pronoun":          Pronoun,
	"verb":             Verb,
	"present":          Present,
	"future":           Future,
	"adverb":           Adverb,
	"pre_noun":         PreNoun,
	"not_noun":         NotNoun,
	"plural":           Plural,
	"noun_exception":   NounException,
	"heading":          Heading,
	"source_label":     SourceLabel,
	"sender":           Sender,
	"release_number":   ReleaseNumber,
	"about":            About,
	"honorific":        Honorific,
	"said_verb":        SaidVerb,
	"said_that":        SaidThat,
	"abbreviation":     Abbreviation,
	"area":             Area,
	"money":            Money,
	"stop":             Stop,
	"foreign":          Foreign,
	"verb_form":        VerbForm,
	"auxiliary":        Auxiliary,
	"bare_auxiliary":   BareAuxiliary,
	"relative_pronoun": RelativePronoun,
	"part_relative":    PartRelative,
	"goal_relative":    GoalRelative,
	"infinitive":       Infinitive,
	"generic":          Generic,
	"worth":            Worth,
	"subject_head":     SubjectHead,
	"object_head":      ObjectHead,
	"dimension":        Dimension,
	"distance":         Distance,
	"person":           Person,
	"compared":         Compared,
	"change_in":        ChangeIn,
	"moved":            Moved,
	"past":             Past,
	"noun_form":        NounForm,
	"goal":             Goal,
	"possessive":       Possessive,
	"stands":           Stands,
	"deadline":         Deadline,
	"duration_head":    DurationHead,
	"demonstrative":    Demonstrative,
	"clitic":           Clitic,
	"trade":            Trade,
	"outside":          Outside,
	"body":             Body,
	"government":       Government,
	"thing":            Thing,
	"plural_pronoun":   PluralPronoun,
	"reflexive":        Reflexive,
	"amount_noun":      AmountNoun,
	"making":           Making,
	"agent":            Agent,
	"adverbial":        Adverbial,
	"complement":       Complement,
	"manner":           Manner,
	"comparative":      Comparative,
	"exceeding":        Exceeding,
	"paying":           Paying,
	"trading":          Trading,
	"for":              For,
	"introducing":      Introducing,
	"action":           Action,
	"speaker":          Speaker,
	"settled":          Settled,
	"reaching":         Reaching,
	"alone":            Alone,
	"flow":             Flow,
	"size":             Size,
	"undertaking":      Undertaking,
	"demonym":          Demonym,
	"guarded":          Guarded,
	"indefinite":       Indefinite,
	"ordinal_ending":   OrdinalEnding,
	"name_particle":    NameParticle,
	"identifier_short": IdentifierShort,
	"where":            Where,
	"locale":           Locale,
	"branch":           Branch,
	"launching":        Launching,
	"having":           Having,
	"among":            Among,
	"compound":         Compound,
	"nationwide":       Nationwide,
	"whose":            Whose,
	"with":             With,
	"measure_head":     MeasureHead,
	"direction":        Direction,
	"throughout":       Throughout,
	"official":         Official,
	"coming":           Coming,
	"source":           Source,
	"going":            Going,
	"emission":         Emission,
	"nominative":       Nominative,
}

// Set is a set of classes.
type Set [4]uint64

// SetOf makes a set.
func SetOf(classes ...Class) Set {
	var s Set
	for _, c := range classes {
		s[c/64] |= 1 << (c % 64)
	}
	return s
}

// Has tells whether the class is in the set.
func (s Set) Has(c Class) bool { return s[c/64]&(1<<(c%64)) != 0 }

// Meets tells whether the sets have a class in common.
func (s Set) Meets(other Set) bool {
	return s[0]&other[0]|s[1]&other[1]|s[2]&other[2]|s[3]&other[3] != 0
}

// With is the union of two sets.
func (s Set) With(other Set) Set {
	for i := range s {
		s[i] |= other[i]
	}
	return s
}

// Entry is what a phrase means in one class.
type Entry struct {
	Class Class
	ID    string
	Value int64 // of a numeric ID
}

// Pack is a compiled language. It never changes and may be shared between goroutines.
type Pack struct {
	Code  string // ISO 639-1
	Style token.Style
	Traits

	wording map[string]string // by what it says
	endings endings

	words   table    // word by key …
	texts   []string // … and text by word
	edges   table    // node by the node before and the word that leads on from it
	root    []int32  // node by the first word's number
	nodes   []node
	single  []uint16 // set of the classes of the word by itself, by word number
	opening []uint16 // the same of all phrases that start with the word
	sets    []Set    // each once, which keeps those of all words near at hand
	hyphen  uint32
}

type node struct {
	entries []Entry
}

// Codes lists the languages that have a pack.
func Codes() []string {
	entries, _ := packs.ReadDir(".")
	codes := make([]string, 0, len(entries))
	for _, e := range entries {
		codes = append(codes, e.Name())
	}
	return codes
}

// Load compiles an embedded pack.
func Load(code string) (*Pack, error) {
	dir, err := fs.Sub(packs, code)
	if err != nil {
		return nil, fmt.Errorf("language %s: %w", code, err)
	}
	return Compile(code, dir)
}

// Lookup gives the number of a folded word, or 0 for one the pack does not hold.
func (p *Pack) Lookup(folded []byte) uint32 {
	if len(folded) <= 8 {
		return p.words.get(key(folded), nil)
	}
	return p.words.get(key(folded), func(word uint32) bool { return p.texts[word] == string(folded) })
}

// next is the node that a word leads to, or 0.
func (p *Pack) next(node int32, word uint32) int32 { return int32(p.edges.get(edge(node, word), nil)) }

func edge(node int32, word uint32) uint64 { return uint64(node)<<32 | uint64(word) }

// IDs lists what the phrases of a class mean, sorted and without repeats; a rate such as "megabit / second" by its
// numerator.
func (p *Pack) IDs(c Class) []string {
	var ids []string
	for _, n := range p.nodes {
		if e, ok := entry(n.entries, c); ok {
			id, _, _ := strings.Cut(e.ID, " / ")
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Splits tells whether a word is a currency's code, which may be glued to its number.
func (p *Pack) Splits(word uint32) bool { return p.sets[p.single[word]].Meets(currencyCode) }

var currencyCode = SetOf(CurrencySign, CurrencyFolded)

// Words is how many words the pack numbers, the 0 of those that it does not hold included.
func (p *Pack) Words() int { return len(p.texts) }

// Single is the classes that a token's word has by itself.
func (p *Pack) Single(t token.Token) Set { return p.sets[p.single[t.Word]] }

// Is tells whether a token's word by itself has the class.
func (p *Pack) Is(t token.Token, c Class) bool { return p.sets[p.single[t.Word]].Has(c) }

// Commonest counts the tokens that are among the commonest words of the language.
func (p *Pack) Commonest(tokens []token.Token) int {
	n := 0
	for _, t := range tokens {
		if p.Is(t, Stop) {
			n++
		}
	}
	return n
}

// Opens tells whether a phrase of the class starts with the token's word.
func (p *Pack) Opens(t token.Token, c Class) bool { return p.sets[p.opening[t.Word]].Has(c) }

// OpensAny tells whether a phrase of one of the classes starts with the token's word.
func (p *Pack) OpensAny(t token.Token, classes Set) bool {
	return p.sets[p.opening[t.Word]].Meets(classes)
}

// Entry gives the meaning of a token's word by itself in a class.
func (p *Pack) Entry(t token.Token, c Class) (Entry, bool) {
	if !p.sets[p.single[t.Word]].Has(c) {
		return Entry{}, false
	}
	return entry(p.nodes[p.root[t.Word]].entries, c)
}

// Match finds the longest phrase of a class that starts at tokens[i], and how many tokens it takes.
// Hyphens between its words are passed over.
func (p *Pack) Match(tokens []token.Token, i int, c Class) (Entry, int) {
	if i < 0 || i >= len(tokens) || !p.sets[p.opening[tokens[i].Word]].Has(c) {
		return Entry{}, 0
	}
	var best Entry
	length := 0
	at := p.root[tokens[i].Word]
	for n := i + 1; ; n++ {
		if e, ok := entry(p.nodes[at].entries, c); ok {
			best, length = e, n-i
		}
		if n < len(tokens) && tokens[n].Word == p.hyphen && tokens[n].Word != 0 {
			n++
		}
		if n >= len(tokens) || tokens[n].Word == 0 {
			return best, length
		}
		if at = p.next(at, tokens[n].Word); at == 0 {
			return best, length
		}
	}
}

func entry(entries []Entry, c Class) (Entry, bool) {
	for _, e := range entries {
		if e.Class == c {
			return e, true
		}
	}
	return Entry{}, false
}
