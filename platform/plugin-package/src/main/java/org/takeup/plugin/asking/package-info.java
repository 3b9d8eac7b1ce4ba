/**
 * How a questionnaire is asked by its own words: which pages and questions a person sees, what stands in the texts for earlier
 * answers, and what is wrong with a questionnaire of which that cannot be said. Shared by the platform and the test kit, so
 * that what the kit lets pass can be asked.
 */
@NullMarked
package org.takeup.plugin.asking;

import org.jspecify.annotations.NullMarked;
