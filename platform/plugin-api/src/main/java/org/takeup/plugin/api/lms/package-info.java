/** LMS connectors: learning records out of another system. The platform owns schedule, lease, state, retries and counting. */
@NullMarked
package org.takeup.plugin.api.lms;

import org.jspecify.annotations.NullMarked;
