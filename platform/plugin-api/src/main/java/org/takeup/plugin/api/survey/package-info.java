/** Survey instruments: a questionnaire and its scoring model as data. The platform asks, scores, aggregates and protects. */
@NullMarked
package org.takeup.plugin.api.survey;

import org.jspecify.annotations.NullMarked;
