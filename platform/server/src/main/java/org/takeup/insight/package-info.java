/**
 * The adoption board: take-up beside what was done for it and what the survey said. Asks the services of learning, plans
 * and surveys; has no data of its own.
 */
@NullMarked
package org.takeup.insight;

import org.jspecify.annotations.NullMarked;
