# SPDX-License-Identifier: Apache-2.0
"""What programs, and those who give them keys, can do wrong."""

from django.utils.translation import gettext_noop

from chuan.lib.errors import ChuanError, InvalidInput, NotFound, RuleViolation

_ASK = gettext_noop("Ask the administrator for a new key.")


class KeyMissing(ChuanError):
    """A call without a key."""

    code = "api.key-missing"
    message = gettext_noop("This operation needs the key of an organisation.")
    next_step = gettext_noop("Send the header “Authorization: Bearer” with the key that the administrator issued.")
    status = 401


class KeyWrong(ChuanError):
    """No key of ours."""

    code = "api.key-wrong"
    message = gettext_noop("There is no such key.")
    next_step = gettext_noop("Compare the key with the one that was issued; if it is lost, ask for another.")
    status = 401


class KeyRevoked(ChuanError):
    """A key taken back, or one whose account is closed."""

    code = "api.key-revoked"
    message = gettext_noop("This key has been revoked.")
    next_step = _ASK
    status = 401


class KeyExpired(ChuanError):
    """A key past its last day."""

    code = "api.key-expired"
    message = gettext_noop("This key expired on {day:%d/%m/%Y}.")
    next_step = _ASK
    status = 401


class ActNotOfKey(ChuanError):
    """The key was not issued for this."""

    code = "api.act-not-of-key"
    message = gettext_noop("This key does not allow the act {act}.")
    next_step = gettext_noop("Ask the administrator for a key that allows it.")
    status = 403


class TooManyCalls(ChuanError):
    """More calls in a minute than the key is allowed."""

    code = "api.too-many-calls"
    message = gettext_noop("This key is allowed {most} calls a minute.")
    next_step = gettext_noop("Wait {seconds} seconds, then go on; send many records in one batch.")
    status = 429


class NoSuchOperation(NotFound):
    """Nothing at this address."""

    code = "api.no-such-operation"
    message = gettext_noop("There is no operation at {path}.")
    next_step = gettext_noop("Look the operations up at /api/.")


class MethodNotAllowed(ChuanError):
    """The address is right, the method is not."""

    code = "api.method-not-allowed"
    message = gettext_noop("{method} is not possible here.")
    next_step = gettext_noop("Use {allowed}.")
    status = 405


class BodyTooLarge(ChuanError):
    """More bytes than a call may carry."""

    code = "api.body-too-large"
    message = gettext_noop("The body may have at most {most} bytes.")
    next_step = gettext_noop("Divide it into several calls.")
    status = 413


class NotJsonType(ChuanError):
    """A body in another format."""

    code = "api.not-json-type"
    message = gettext_noop("The body must be JSON in UTF-8.")
    next_step = gettext_noop("Send the header “Content-Type: application/json”.")
    status = 415


class BodyMalformed(ChuanError):
    """No JSON object, or one with something that nobody can understand."""

    code = "api.body-malformed"
    message = gettext_noop("The body cannot be read: {why}")
    next_step = gettext_noop("Mend the program that wrote it.")
    status = 400


class NotAsDescribed(InvalidInput):
    """Parameters or fields that are missing, unknown or out of range."""

    code = "api.not-as-described"
    message = gettext_noop("The call is not as the description says: {where}.")
    next_step = gettext_noop("Compare it with the description at /api/.")


class CursorWrong(InvalidInput):
    """No cursor of ours, or one of another list."""

    code = "api.cursor-wrong"
    message = gettext_noop("This cursor does not belong to this list.")
    next_step = gettext_noop("Begin without a cursor, and pass “next” on unchanged with the same filters.")


class KeyReused(RuleViolation):
    """The same idempotency key with another call."""

    code = "api.idempotency-key-reused"
    message = gettext_noop("This idempotency key was used for another call.")
    next_step = gettext_noop("Use a new key for every call, and the same one only to repeat it.")


class StillRunning(RuleViolation):
    """The first call with this idempotency key has not ended."""

    code = "api.still-running"
    message = gettext_noop("The first call with this idempotency key is still running.")
    next_step = gettext_noop("Repeat the call in a few seconds.")


class IdempotencyKeyWrong(InvalidInput):
    """An idempotency key that is too long or holds odd characters."""

    code = "api.idempotency-key-wrong"
    message = gettext_noop("An idempotency key has 1 to 200 visible ASCII characters.")
    next_step = gettext_noop("Use a UUID.")


class BatchRefused(InvalidInput):
    """All or nothing, and some item is refused."""

    code = "api.batch-refused"
    message = gettext_noop("{refused} of {items} items are refused, so nothing was written.")
    next_step = gettext_noop("Mend the refused items, or send the batch with mode good_rows.")


class ItemTwice(InvalidInput):
    """Two items of a batch are the same record."""

    code = "api.item-twice"
    message = gettext_noop("Item {first} of this batch is the same record.")
    next_step = gettext_noop("Send each record once.")


class Unidentified(InvalidInput):
    """Nothing says which record is meant."""

    code = "api.unidentified"
    message = gettext_noop("Nothing says which record this is: {names} are missing.")
    next_step = gettext_noop("Add them, or the id of the record on file.")


class PartyUnknown(InvalidInput):
    """The owner is not on file."""

    code = "api.party-unknown"
    message = gettext_noop("No party on file has the tax code {value}.")
    next_step = gettext_noop("Enter the party first.")


class PremisesUnknown(InvalidInput):
    """The place of use is not on file."""

    code = "api.premises-unknown"
    message = gettext_noop("{party} has no premises called “{name}” on file.")
    next_step = gettext_noop("Enter the premises first.")


class CommuneUnknown(InvalidInput):
    """No commune of any day has the code."""

    code = "api.commune-unknown"
    message = gettext_noop("No commune has or had the code {value}.")
    next_step = gettext_noop("Look the code up in the list of administrative units.")


class SeveralFit(RuleViolation):
    """More than one record on file may be meant."""

    code = "api.several-fit"
    message = gettext_noop("{count} records on file fit; a person must say which is meant.")
    next_step = gettext_noop("Merge them if they are the same, or send the id of the one that is meant.")


class FieldUnknown(InvalidInput):
    """A characteristic that the kind does not have."""

    code = "api.field-unknown"
    message = gettext_noop("Instruments of this kind have no field {field}.")
    next_step = gettext_noop("Known: {known}.")


class ValueUnfit(InvalidInput):
    """A characteristic whose value does not fit its field."""

    code = "api.value-unfit"
    message = gettext_noop("{value} is no value of the field {field}.")
    next_step = gettext_noop("Write it as the label of the instrument says, in {unit}.")


class StandardUnknown(InvalidInput):
    """A standard or regulation that is not on file."""

    code = "api.standard-unknown"
    message = gettext_noop("No normative document on file has the number {value}.")
    next_step = gettext_noop("Compare the number with /api/v1/documents, or have the document entered first.")


class DeclarationFixed(RuleViolation):
    """A declaration on file says something else."""

    code = "api.declaration-fixed"
    message = gettext_noop("The declaration {number} on file says otherwise: {fields}.")
    next_step = gettext_noop("A declaration is entered once; send only its notice or its closing, or correct the number.")


class DocumentOwnerFixed(RuleViolation):
    """An own standard of somebody else, or a public document."""

    code = "api.document-owner-fixed"
    message = gettext_noop("The document {number} on file does not belong to this party.")
    next_step = gettext_noop("Whose a document is does not change; leave the owner out, or compare the id.")


class PhoneOfPerson(InvalidInput):
    """A phone of a person, who keeps it with the purpose it was given for."""

    code = "api.phone-of-person"
    message = gettext_noop("The owner is a person, whose phone is not corrected in a review.")
    next_step = gettext_noop("Leave the phone out; it is kept with the person, for a purpose.")


class EnteredMeanwhile(RuleViolation):
    """Somebody entered the same record in the same moment."""

    code = "api.entered-meanwhile"
    message = gettext_noop("The same record was entered in the same moment.")
    next_step = gettext_noop("Send the item again.")


class ActNotOfRole(InvalidInput):
    """A key for more than its role may do."""

    code = "api.act-not-of-role"
    message = gettext_noop("The role does not allow: {acts}.")
    next_step = gettext_noop("Choose another role, or fewer acts.")


class LastDayPast(InvalidInput):
    """A key that has expired before it is issued."""

    code = "api.last-day-past"
    message = gettext_noop("The last day must be a day to come, at most {years} years ahead.")
    next_step = gettext_noop("Choose another day.")


class OrganisationUnfit(InvalidInput):
    """A role that does not belong to the kind of organisation: it would reach further than the organisation does."""

    code = "api.organisation-unfit"
    message = gettext_noop("This role does not belong to an organisation of this kind.")
    next_step = gettext_noop("Give an enterprise the role of an enterprise, a local unit a local role.")


class Failed(ChuanError):
    """A bug of ours: a number to name, and nothing of the inside."""

    code = "api.failed"
    message = gettext_noop("Something went wrong here; it is recorded under the number {incident}.")
    next_step = gettext_noop("Repeat the call later with the same idempotency key; if it fails again, name the number.")
    status = 500
