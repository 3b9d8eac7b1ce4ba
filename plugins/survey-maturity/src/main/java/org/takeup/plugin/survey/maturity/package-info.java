/**
 * The six-strands instrument: where an organisation stands in getting people behind learning.
 * Its texts are the properties files beside these classes; it touches nothing but the plugin API.
 */
@NullMarked
package org.takeup.plugin.survey.maturity;

import org.jspecify.annotations.NullMarked;
