"""The one list of slips: the name of a task and the wrong steps that can be made in it."""

from calcquiz.solving.slip import Slips
from calcquiz.solving.slip_derivatives import DERIVATIVE_SLIPS
from calcquiz.solving.slip_implicit import IMPLICIT_SLIPS
from calcquiz.solving.slip_integrals import INTEGRAL_SLIPS
from calcquiz.solving.slip_limits import LIMIT_SLIPS
from calcquiz.solving.slip_matrices import MATRIX_SLIPS
from calcquiz.solving.slip_methods import METHOD_SLIPS
from calcquiz.solving.slip_optima import OPTIMUM_SLIPS
from calcquiz.solving.slip_points import POINT_SLIPS
from calcquiz.solving.slip_quotients import QUOTIENT_SLIPS
from calcquiz.solving.slip_series import SERIES_SLIPS
from calcquiz.solving.slip_sums import SUM_SLIPS
from calcquiz.solving.slip_tangents import TANGENT_SLIPS
from calcquiz.solving.slip_taylor import TAYLOR_SLIPS
from calcquiz.solving.slip_tests import TEST_SLIPS
from calcquiz.solving.slip_values import VALUE_SLIPS

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
