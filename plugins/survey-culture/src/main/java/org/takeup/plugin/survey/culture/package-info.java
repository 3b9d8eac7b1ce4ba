/**
 * The culture instrument: whether people are led by trust (Theory Y) or by control (Theory X).
 * Its texts are the properties files beside this class; it touches nothing but the plugin API.
 */
@NullMarked
package org.takeup.plugin.survey.culture;

import org.jspecify.annotations.NullMarked;
