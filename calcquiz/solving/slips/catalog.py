"""The one list of slips: the name of a task and the wrong steps that can be made in it."""

from calcquiz.solving.slips.derivatives import DERIVATIVE_SLIPS
from calcquiz.solving.slips.implicit import IMPLICIT_SLIPS
from calcquiz.solving.slips.integrals import INTEGRAL_SLIPS
from calcquiz.solving.slips.limits import LIMIT_SLIPS
from calcquiz.solving.slips.matrices import MATRIX_SLIPS
from calcquiz.solving.slips.methods import METHOD_SLIPS
from calcquiz.solving.slips.optima import OPTIMUM_SLIPS
from calcquiz.solving.slips.points import POINT_SLIPS
from calcquiz.solving.slips.quotients import QUOTIENT_SLIPS
from calcquiz.solving.slips.series import SERIES_SLIPS
from calcquiz.solving.slips.slip import Slips
from calcquiz.solving.slips.sums import SUM_SLIPS
from calcquiz.solving.slips.tangents import TANGENT_SLIPS
from calcquiz.solving.slips.taylor import TAYLOR_SLIPS
from calcquiz.solving.slips.tests import TEST_SLIPS
from calcquiz.solving.slips.values import VALUE_SLIPS

SLIPS: dict[str, Slips] = {
    **DERIVATIVE_SLIPS,
    **INTEGRAL_SLIPS,
    **MATRIX_SLIPS,
    **IMPLICIT_SLIPS,
    **TANGENT_SLIPS,
    **VALUE_SLIPS,
    **QUOTIENT_SLIPS,
    **TAYLOR_SLIPS,
    **LIMIT_SLIPS,
    **SUM_SLIPS,
    **SERIES_SLIPS,
    **METHOD_SLIPS,
    **POINT_SLIPS,
    **OPTIMUM_SLIPS,
    **TEST_SLIPS,
}
