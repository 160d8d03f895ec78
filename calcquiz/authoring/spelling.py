"""Spelling: the commonest misspellings of English and of calculus, and words that stand twice.

A list of our own: a dictionary of every right word is no part of Python, and the list of
codespell is a tool for developers, not a dependency of learners.
"""

import re
from collections.abc import Iterator

from calcquiz.variants.slots import split_math

PAIRS = """
abosulte:absolute accross:across acheive:achieve adress:address agressive:aggressive allways:always alot:a_lot
amplitute:amplitude aparent:apparent apropriate:appropriate aproach:approach aproximate:approximate
arithmatic:arithmetic assymptote:asymptote asymtote:asymptote begining:beginning beleive:believe bracketts:brackets
calculas:calculus calulate:calculate calculater:calculator cancle:cancel carefull:careful choosen:chosen
coeficient:coefficient coefficent:coefficient coeffecient:coefficient collum:column comming:coming
commutitive:commutative consistant:consistent constent:constant continous:continuous continuos:continuous
convergance:convergence convergant:convergent corect:correct cosinus:cosine curvatur:curvature
decended:descended definate:definite definitly:definitely denominater:denominator denomenator:denominator
dependant:dependent derivate:derivative derivitive:derivative derrivative:derivative devide:divide devided:divided
diferent:different differenciate:differentiate diffrent:different dimention:dimension discontinous:discontinuous
divergance:divergence doesnt:doesn't efficent:efficient equasion:equation equivalant:equivalent eulers:Euler's
exept:except existance:existence expontent:exponent exponant:exponent exponental:exponential expresion:expression
factorise:factorize familar:familiar finaly:finally foward:forward frequancy:frequency fucntion:function
functon:function funtion:function gausian:Gaussian geometic:geometric gradiant:gradient grafic:graphic
greatful:grateful guarentee:guarantee heigth:height hesian:Hessian hight:height identicaly:identically
independant:independent infinate:infinite infinitly:infinitely inflexion:inflection integreal:integral
intergral:integral intergrate:integrate interger:integer intervall:interval inverce:inverse jacobean:Jacobian
knowlege:knowledge lagrangean:Lagrangian lenght:length lengh:length likelyhood:likelihood logarithim:logarithm
logarythm:logarithm logrithm:logarithm maclauren:Maclaurin maximium:maximum measurment:measurement minimun:minimum
minumum:minimum multiplyed:multiplied multple:multiple naturaly:naturally neccessary:necessary necesary:necessary
negitive:negative nieghbour:neighbour noticable:noticeable numbr:number numertor:numerator numerater:numerator
occured:occurred occurance:occurrence ocurred:occurred oposite:opposite orignal:original paramter:parameter
parametre:parameter parenthesys:parenthesis partical:partial particuler:particular permenant:permanent
perpendiculer:perpendicular polinomial:polynomial polynominal:polynomial posible:possible positve:positive
postive:positive potencial:potential preceed:precede probabilty:probability probablity:probability
proceedure:procedure propotional:proportional quadradic:quadratic quotent:quotient quotiant:quotient radious:radius
recieve:receive recomend:recommend reciprical:reciprocal referal:referral regresion:regression relavant:relevant
remeber:remember resulst:result reult:result rotaion:rotation seperate:separate sequance:sequence serie:series
similiar:similar simplfy:simplify sinus:sine solutoin:solution squareroot:square_root stationery:stationary
straigth:straight subsitute:substitute substitue:substitute substract:subtract substraction:subtraction
succesive:successive sucessive:successive suprise:surprise symetric:symmetric symettry:symmetry
tangant:tangent taylors:Taylor's teh:the thats:that's therfore:therefore threshhold:threshold tommorow:tomorrow
trigonmetric:trigonometric trignometric:trigonometric truely:truly untill:until usefull:useful useing:using
valeu:value vaule:value varaible:variable variabel:variable vectr:vector velosity:velocity verticle:vertical
wether:whether wich:which wierd:weird withing:within writen:written wrok:work
"""
"""`wrong:right`, a space in the right word written as a low line."""
MISSPELLED = dict(pair.split(":") for pair in PAIRS.split())
WORDS = re.compile(r"[A-Za-z']+")
TWICE = re.compile(r"\b([A-Za-z]{2,})\s+\1\b", re.IGNORECASE)
MAY_STAND_TWICE = frozenset({"that", "had"})


def misspelled(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is misspelled outside the formulas of a text, each with what to write instead.

    >>> list(misspelled("The the derivitive of $teh$"))
    [('The the', 'The'), ('derivitive', 'derivative')]
    """
    prose = " $ ".join(piece for inside, piece in split_math(text) if not inside)
    for match in TWICE.finditer(prose):
        if match[1].lower() not in MAY_STAND_TWICE:
            yield match[0], match[1]
    for word in WORDS.findall(prose):
        right = MISSPELLED.get(word.lower())
        if right is not None:
            yield word, right.replace("_", " ")
