// SOCI without Boost. Debian's libsoci-dev is configured with Boost and does not depend on it; the switch adds only
// templates of the header bind-values.h for Boost.Fusion sequences, which nothing here uses, and no library symbol.
#pragma once

#include <soci/soci-config.h>
#undef SOCI_HAVE_BOOST
#undef SOCI_HAVE_BOOST_DATE_TIME
#include <soci/soci.h>
