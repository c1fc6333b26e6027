# SPDX-License-Identifier: Apache-2.0
"""Places: the administrative units of each day, and who is competent now for a place of then.

Words: administrative unit (a code and a name between two days), succession (what became of it), ambiguous succession.
Doors: queries.unit_on, queries.current_units_named, AdministrativeUnit.successor_on, actions.load_places.
Relies on: the resolutions cited in data/*.csv.
Never: deletes or renames a unit; a change is a new row.
"""
