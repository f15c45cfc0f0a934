; How it is told what to do, and what it does by itself.

!define HELP "\
enlarger-${VERSION}-windows-x64.exe [/S] [/AllUsers | /CurrentUser] [/COMPONENTS=A,B,C] [/PAINTNET=FOLDER] [/FORCE] [/LOG=FILE] [/D=FOLDER]$\r$\n$\r$\n\
/S$\tasks nothing$\r$\n\
/AllUsers$\tinstalls for everybody, which needs an administrator; /CurrentUser for this user, the default$\r$\n\
/COMPONENTS=$\twhat besides the program, separated by commas; all that is found unless given$\r$\n\
/PAINTNET=$\tthe folder of a portable Paint.NET$\r$\n\
/FORCE$\tinstalls over a newer version$\r$\n\
/LOG=$\tthe file that is told what happened; Enlarger-setup.log in the folder for temporary files unless given$\r$\n\
/D=$\tthe folder; last, and without quotation marks$\r$\n$\r$\n\
Ends with 0: done, 1: cancelled, 2: refused or failed."

Function .onInit
  SetRegView 64
  InitPluginsDir
  SetShellVarContext current
  StrCpy $LocalData $LOCALAPPDATA
  StrCpy $RoamingData $APPDATA
  StrCpy $UserDocuments $DOCUMENTS
  Call OpenLog

  !insertmacro Switch "/?" $0
  ${IfNot} ${Errors}
    ${Say} "${HELP}"
    StrCpy $1 ""
    !macro AddWord Id Title
      StrCpy $1 "$1 ${Id}"
    !macroend
    !insertmacro EachComponent AddWord
    ${Say} "Components:$1"
    MessageBox MB_OK|MB_ICONINFORMATION "${HELP}$\r$\n$\r$\nComponents:$1" /SD IDOK
    SetErrorLevel 0
    Quit
  ${EndIf}

  ${If} $INSTDIR != ""
    StrCpy $FolderIsGiven 1
  ${EndIf}
  !insertmacro Switch "/FORCE" $0
  ${IfNot} ${Errors}
    StrCpy $Force 1
  ${EndIf}
  !insertmacro Switch "/PAINTNET=" $PaintNetGiven
  !insertmacro Switch "/PART=" $Part
  ${If} $Part != ""
    ; In the section, so that what fails is cleaned up; the process that asked for it is alone.
    SetSilent silent
    StrCpy $INSTDIR $TEMP
    Return
  ${EndIf}
  Call DemandAlone

  !insertmacro Switch "/AllUsers" $0
  ${IfNot} ${Errors}
    StrCpy $Mode machine
  ${EndIf}
  !insertmacro Switch "/CurrentUser" $0
  ${IfNot} ${Errors}
    ${If} $Mode == machine
      ${Fail} "/AllUsers and /CurrentUser exclude each other: give one of them."
    ${EndIf}
    StrCpy $Mode user
  ${EndIf}
  ${If} $Mode == ""
    ; Where it is already.
    StrCpy $Mode user
    ReadRegStr $0 HKCU "${KEY}" "Folder"
    ReadRegStr $1 HKLM "${KEY}" "Folder"
    ${If} $0 == ""
    ${AndIf} $1 != ""
      StrCpy $Mode machine
    ${EndIf}
  ${EndIf}

  ${If} $Mode == machine
    Call IsAdministrator
    ${If} $0 == 0
      ${If} ${Silent}
        ${Fail} "Only an administrator can install for everybody: start this as an administrator, or with /CurrentUser."
      ${EndIf}
      Call Elevate
    ${EndIf}
  ${EndIf}
  Call UseMode
  Call ReadComponents
FunctionEnd

; Goes on as an administrator, in another process; returns where the user does not want that.
Function Elevate
  ${GetParameters} $0
  ${StrRep} $0 $0 "/CurrentUser" ""
  StrCpy $1 "$0 /AllUsers"
  ${If} $FolderIsGiven == 1
    StrCpy $1 "$1 /D=$INSTDIR"
  ${EndIf}
  Call LeaveAlone
  ClearErrors
  ExecShell "runas" "$EXEPATH" "$1"
  ${IfNot} ${Errors}
    SetErrorLevel 0
    Quit
  ${EndIf}
  StrCpy $Mode user
FunctionEnd

; Everything that depends on for whom it is installed.
Function UseMode
  ${If} $Mode == machine
    SetShellVarContext all
    StrCpy $0 "$PROGRAMFILES64\Enlarger"
  ${Else}
    SetShellVarContext current
    StrCpy $0 "$LocalData\Programs\Enlarger"
  ${EndIf}
  ReadRegStr $OldFolder SHCTX "${KEY}" "Folder"
  ReadRegStr $OldVersion SHCTX "${KEY}" "Version"
  ReadRegStr $Declined SHCTX "${KEY}" "Declined"
  ${If} $FolderIsGiven != 1
    StrCpy $INSTDIR $0
    ${If} $OldFolder != ""
      StrCpy $INSTDIR $OldFolder
    ${EndIf}
  ${EndIf}
  Call FindHosts
  Call SelectComponents
FunctionEnd

!macro SelectOne Id Title
  ${If} $WantedIsGiven == 1
    ${StrLoc} $0 $Wanted ",${Id}," ">"
    ${If} $0 == ""
      !insertmacro UnselectSection ${Section.${Id}}
    ${Else}
      !insertmacro SelectSection ${Section.${Id}}
    ${EndIf}
  ${Else}
    ${StrLoc} $0 $Declined ",${Id}," ">"
    ${If} $0 == ""
      !insertmacro SelectSection ${Section.${Id}}
    ${Else}
      !insertmacro UnselectSection ${Section.${Id}}
    ${EndIf}
  ${EndIf}
!macroend

!macro HideUnlessFound Id Name Found
  !insertmacro ClearSectionFlag ${Section.${Id}} ${SF_RO}
  SectionSetText ${Section.${Id}} "${Name}"
  ${If} ${Found} == ""
    !insertmacro UnselectSection ${Section.${Id}}
    !insertmacro SetSectionFlag ${Section.${Id}} ${SF_RO}
    SectionSetText ${Section.${Id}} "${Name} (not found)"
  ${EndIf}
!macroend

; What was left out last time stays out, and what has come since comes in.
Function SelectComponents
  !insertmacro EachComponent SelectOne
  ${If} $PaintNet == ""
    !insertmacro UnselectSection ${Section.paint.net}
  ${EndIf}
  !insertmacro HideUnlessFound gimp3 "GIMP 3" $GimpIsFound
  !insertmacro HideUnlessFound krita "Krita" $KritaFolder
FunctionEnd

!macro TakeWord Id Title
  ${StrRep} $0 $0 ",${Id}," ",,"
!macroend

!macro DemandFound Id Name Found
  ${StrLoc} $0 $Wanted ",${Id}," ">"
  ${If} $0 != ""
  ${AndIf} ${Found} == ""
    ${Fail} "${Name} was not found on this machine: install it first, or leave ${Id} out of /COMPONENTS."
  ${EndIf}
!macroend

; What is asked for by name must exist.
Function ReadComponents
  !insertmacro Switch "/COMPONENTS=" $Wanted
  ${If} ${Errors}
    Return
  ${EndIf}
  StrCpy $WantedIsGiven 1
  StrCpy $Wanted ",$Wanted,"
  ; Neighbours share no comma.
  ${StrRep} $0 $Wanted "," ",,"
  !insertmacro EachComponent TakeWord
  ${StrRep} $0 $0 "," ""
  ${If} $0 != ""
  ${AndIf} $0 != "program"
    StrCpy $1 ""
    !insertmacro EachComponent AddWord
    ${Fail} "There is no component '$0': use some of$1."
  ${EndIf}
  !insertmacro DemandFound paint.net "Paint.NET" $PaintNet
  !insertmacro DemandFound gimp3 "GIMP 3" $GimpIsFound
  !insertmacro DemandFound krita "Krita" $KritaFolder
  Call SelectComponents
FunctionEnd
