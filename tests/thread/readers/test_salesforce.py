# ruff: noqa: E501
"""Salesforce cases become threads."""

from pathlib import Path

from draft_escalation.thread.readers.export import Found
from thread.readers.reading import fields, read, shape, thread_in

CASE = '"Id","CaseNumber","ContactId","AccountId","OwnerId","Subject","Description","Status","Priority","Origin","IsEscalated","IsDeleted","CreatedDate","LastModifiedDate","SLA__c"\n'
ROW = '"500A0000001abcdEAA","00001077","003A0000001anaaEAA","001A0000001pineEAA","005A0000001yusrEAA","Tills offline","All tills are offline.","Working","High","Email","true","{deleted}","2026-04-13T09:00:00.000Z","2026-04-13T13:00:00.000Z","Gold"\n'
FILES = {
    "Case.csv": CASE + ROW.format(deleted="false"),
    "CaseComment.csv": '"Id","ParentId","CommentBody","IsPublished","CreatedById","CreatedDate"\n'
    '"00aA0000001aaaaEAA","500A0000001abcd","Vendor says 2.1.","false","005A0000001yusr","2026-04-13T11:00:00.000Z"\n'
    '"00aA0000001aaabEAA","500A0000001abcd","Any news?","true","005A0000001portEAA","2026-04-13T12:00:00.000Z"\n'
    '"00aA0000001aaacEAA","500A0000001abcd","Soon.","true","005A0000001goneEAA","2026-04-13T13:00:00.000Z"\n',
    "EmailMessage.csv": '"Id","ParentId","Incoming","FromName","FromAddress","Subject","TextBody","HtmlBody","MessageDate","Status"\n'
    '"02sA0000001aaaaEAA","500A0000001abcdEAA","true","Ana Ruiz","ana@pine.example","Tills offline","All tills are offline.\n\nAna","","2026-04-13T09:00:00.000Z","1"\n'
    '"02sA0000001aaabEAA","500A0000001abcdEAA","false","Yusra Haddad","help@tills.example","Re","","<p>We look <b>into</b> it.</p>","2026-04-13T10:00:00.000Z","3"\n'
    '"02sA0000001aaacEAA","500A0000001abcdEAA","false","Yusra Haddad","help@tills.example","Re","Closing","","2026-04-13T14:00:00.000Z","5"\n',
    "User.csv": '"Id","Username","FirstName","LastName","Email","UserType","ContactId"\n'
    '"005A0000001yusrEAA","yusra@tills.example","Yusra","Haddad","yusra@tills.example","Standard",""\n'
    '"005A0000001portEAA","ana@pine.example.portal","Ana","Ruiz","ana@pine.example","CspLitePortal","003A0000001anaaEAA"\n',
    "Contact.csv": '"Id","AccountId","FirstName","LastName","Email"\n"003A0000001anaaEAA","001A0000001pineEAA","Ana","Ruiz","ana@pine.example"\n',
    "Account.csv": '"Id","Name","Type","Industry","Tier__c"\n"001A0000001pineEAA","Pine Ltd","Customer","Retail","Platinum"\n',
    "Attachment.csv": '"Id","ParentId","Name"\n"00PA0000001aaaaEAA","02sA0000001aaaaEAA","till.png"\n',
}


def test_the_files_of_a_data_export_are_joined(tmp_path: Path) -> None:
    """By 15 or 18 characters of the id; portal users are customers, drafts and unpublished comments internal."""
    thread = thread_in(tmp_path, FILES)

    assert shape(thread) == [
        ("Ana Ruiz", "customer", "public", "All tills are offline. Ana [attachment: till.png]"),
        ("Yusra Haddad", "agent", "public", "We look into it."),
        ("Yusra Haddad", "agent", "internal", "Vendor says 2.1."),
        ("Ana Ruiz", "customer", "public", "Any news?"),
        ("unknown author #005A0000001goneEAA", "agent", "public", "Soon."),
        ("Yusra Haddad", "agent", "internal", "Closing [a draft, not sent]"),
    ]
    assert thread.reading.roles_guessed == ("unknown author #005A0000001goneEAA",)
    top = fields(thread)
    assert (top["SLA"], top["Account"], top["Account Tier"], top["Escalated"]) == (
        "Gold",
        "Pine Ltd",
        "Platinum",
        "true",
    )
    assert (top["Requester"], top["Assignee"]) == ("Ana Ruiz", "Yusra Haddad")


def test_a_deleted_case_is_told(tmp_path: Path) -> None:
    """A data export may hold the bin."""
    (found,) = read(tmp_path, {"Case.csv": CASE + ROW.format(deleted="true")})

    assert isinstance(found, Found)
    assert shape(found.thread) == [
        ("unknown author #003A0000001anaaEAA", "customer", "public", "All tills are offline.")
    ]
    assert found.unread == ("IsDeleted: the case was deleted in Salesforce",)


def test_posts_of_the_feed_and_other_records(tmp_path: Path) -> None:
    """A post is a note unless all users see it; what is no case's is passed over."""
    case = "5005e00000AAAA1AAA"
    files = {
        "Case.csv": f"Id,CaseNumber,Subject,Description,SuppliedName\n{case},26,Sync,The sync fails.,Ana Ruiz\n",
        "FeedItem.csv": "Id,ParentId,Type,Body,Visibility,CreatedById,CreatedDate\n"
        f"0D55e00000FFFF1AAA,{case},TextPost,<p>Asked Engineering.</p>,InternalUsers,0055e00000BBBB2AAA,2026-04-13\n"
        f"0D55e00000FFFF2AAA,{case},TextPost,<p>Look here.</p>,AllUsers,0055e00000BBBB2AAA,2026-04-14\n"
        f"0D55e00000FFFF3AAA,{case},ChangeStatusPost,New to Working,AllUsers,0055e00000BBBB2AAA,2026-04-14\n",
        "Opportunity.csv": "Id,Name,CreatedById\n0065e00000EEEE1AAA,Renewal,0055e00000BBBB2AAA\n",
    }
    thread = thread_in(tmp_path, files)

    assert [(role, seen, words) for _, role, seen, words in shape(thread)] == [
        ("customer", "public", "The sync fails."),
        ("agent", "internal", "Asked Engineering."),
        ("agent", "public", "Look here."),
    ]


def test_the_answer_of_a_query_holds_its_comments(tmp_path: Path) -> None:
    """Beside names in place of ids."""
    comment = {"CommentBody": "A regression.", "IsPublished": False, "CreatedBy": {"Name": "Yusra"}}
    case = {
        "attributes": {"type": "Case"}, "Id": "5005e00000AAAA1AAA", "CaseNumber": "26", "Subject": "Sync",
        "Description": "The sync fails.", "Contact": {"Name": "Ana Ruiz"}, "Owner": {"Name": "Omar"},
        "CaseComments": {"totalSize": 1, "done": True, "records": [comment]},
    }  # fmt: skip
    thread = thread_in(tmp_path, {"q.json": {"totalSize": 1, "done": True, "records": [case]}})

    assert shape(thread) == [
        ("Ana Ruiz", "customer", "public", "The sync fails."),
        ("Yusra", "agent", "internal", "A regression."),
    ]
    assert (fields(thread)["Requester"], fields(thread)["Assignee"]) == ("Ana Ruiz", "Omar")
