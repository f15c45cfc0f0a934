; What the installer and the uninstaller share: telling, lists of files, processes.

; Lists are files of lines in UTF-16: a text of NSIS ends after 1023 characters, and paths do not stop there together.
!macro Append File Text
  FileOpen $9 "${File}" a
  FileSeek $9 0 END
  FileWriteUTF16LE $9 "${Text}$\n"
  FileClose $9
!macroend
!define Append "!insertmacro Append"

; Calls a function for every line of such a file, which finds it in $Line.
!macro EachLine File Function
  Push $LineFile
  ClearErrors
  FileOpen $LineFile "${File}" r
  ${IfNot} ${Errors}
    ${Do}
      ClearErrors
      FileReadUTF16LE $LineFile $Line
      ${If} ${Errors}
        ${ExitDo}
      ${EndIf}
      StrCpy $Line $Line -1
      Call ${Function}
    ${Loop}
    FileClose $LineFile
  ${EndIf}
  Pop $LineFile
!macroend
!define EachLine "!insertmacro EachLine"

!macro Say Text
  Push "${Text}"
  Call ${un}Say
!macroend
!define Say "!insertmacro Say"

; Ends it: one sentence, exit code 2.
!macro Fail Text
  Push "${Text}"
  Call ${un}Fail
!macroend
!define Fail "!insertmacro Fail"

; The lists of what is written, one for each kind of place.
!macro EachLedger Do
  !insertmacro ${Do} program
  !insertmacro ${Do} paint.net
  !insertmacro ${Do} paint.net-portable
  !insertmacro ${Do} gimp3
  !insertmacro ${Do} krita
!macroend

Var Watch           ; the hosts that must not run, as in ",gimp3,krita,"
Var WatchFolder     ; a folder of which nothing may run
Var Running         ; what does
Var Alone           ; the handle by which others know that this one runs
Var Folder
Var LedgerFile

; The value of a switch that ends with =; the error flag is set if it was not given. NSIS's own GetOptions takes apostrophes and slashes
; in folders for its own, and does not find a switch that is within quotation marks with its value, as PowerShell passes it.
!macro Switch Name Variable
  Push "${Name}"
  Call ${un}GetSwitch
  Pop ${Variable}
!macroend

!macro CommonFunctions un
  !define /redef un "${un}"

  Function ${un}GetSwitch
    Exch $0
    Push $1
    Push $2
    Push $3
    Push $4
    Push $5
    Push $6
    System::Call 'kernel32::GetCommandLineW() p .r1'
    System::Call 'shell32::CommandLineToArgvW(p r1, *i .r2) p .r1'
    StrLen $3 $0
    StrCpy $4 $0 1 -1
    StrCpy $5 ""
    StrCpy $6 0
    ${Do}
      IntOp $6 $6 + 1
      ${If} $6 >= $2
        SetErrors
        ${ExitDo}
      ${EndIf}
      IntOp $5 $6 * ${NSIS_PTR_SIZE}
      IntPtrOp $5 $1 + $5
      System::Call '*$5(w .r5)'
      ${If} $4 == "="
        Push $5
        StrCpy $5 $5 $3
        ${If} $5 == $0
          Pop $5
          StrCpy $5 $5 "" $3
          ClearErrors
          ${ExitDo}
        ${EndIf}
        Pop $5
      ${ElseIf} $5 == $0
        ClearErrors
        ${ExitDo}
      ${EndIf}
      StrCpy $5 ""
    ${Loop}
    System::Call 'kernel32::LocalFree(p r1)'
    StrCpy $0 $5
    Pop $6
    Pop $5
    Pop $4
    Pop $3
    Pop $2
    Pop $1
    Exch $0
  FunctionEnd

  Function ${un}OpenLog
    StrCpy $Log "$TEMP\Enlarger-setup.log"
    !insertmacro Switch "/LOG=" $0
    ${If} $0 != ""
      StrCpy $Log $0
    ${EndIf}
    Delete $Log
  FunctionEnd

  ; The line on the stack goes to the log and to standard error, where there is one, in UTF-8.
  Function ${un}Say
    Exch $0
    Push $1
    Push $2
    Push $3
    StrCpy $0 "$0$\r$\n"
    System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r0, i -1, p 0, i 0, p 0, p 0) i .r1'
    System::Alloc $1
    Pop $2
    System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r0, i -1, p r2, i r1, p 0, p 0)'
    IntOp $1 $1 - 1
    ClearErrors
    FileOpen $3 $Log a
    ${IfNot} ${Errors}
      FileSeek $3 0 END
      System::Call 'kernel32::WriteFile(p r3, p r2, i r1, *i, p 0)'
      FileClose $3
    ${EndIf}
    System::Call 'kernel32::GetStdHandle(i -12) p .r3'
    System::Call 'kernel32::WriteFile(p r3, p r2, i r1, *i, p 0)'
    System::Free $2
    Pop $3
    Pop $2
    Pop $1
    Pop $0
  FunctionEnd

  Function ${un}Fail
    Exch $0
    StrCpy $Failed $0
    ${Say} $0
    ${IfNot} ${Silent}
      MessageBox MB_OK|MB_ICONSTOP $0
    ${EndIf}
    Call ${un}CleanUp
    SetErrorLevel 2
    Abort $0
  FunctionEnd

  ; $Line, LEDGER|FOLDER, as $Ledger and $Place.
  Function ${un}SplitLine
    StrCpy $0 0
    ${Do}
      StrCpy $1 $Line 1 $0
      IntOp $0 $0 + 1
    ${LoopUntil} $1 == "|"
    StrCpy $Place $Line "" $0
    IntOp $0 $0 - 1
    StrCpy $Ledger $Line $0
  FunctionEnd

  ; Removes from $Folder what $LedgerFile lists, and the folders that are empty then: what the user put there stays.
  Function ${un}DeleteListed
    FileOpen $0 $LedgerFile r
    ${Do}
      ClearErrors
      FileRead $0 $1
      ${If} ${Errors}
        ${ExitDo}
      ${EndIf}
      ${Do}
        StrCpy $2 $1 1 -1
        ${If} $2 != "$\r"
        ${AndIf} $2 != "$\n"
          ${ExitDo}
        ${EndIf}
        StrCpy $1 $1 -1
      ${Loop}
      ; Nothing above the folder, whatever somebody wrote into the list.
      StrCpy $4 "\$1\"
      System::Call 'shlwapi::StrStrIW(w r4, w "\..\") p .r3'
      ${If} $1 == ""
      ${OrIf} $3 P<> 0
        ${Continue}
      ${EndIf}
      ${If} $2 == "*"
        StrCpy $1 $1 -2
        RMDir /r "$Folder\$1"
      ${ElseIf} $2 == "\"
        StrCpy $1 $1 -1
        RMDir "$Folder\$1"
      ${Else}
        ClearErrors
        Delete "$Folder\$1"
        ${If} ${Errors}
        ${AndIf} ${FileExists} "$Folder\$1"
          ; Windows may hold it for a moment, to look for viruses.
          SetFileAttributes "$Folder\$1" NORMAL
          Sleep 200
          Delete "$Folder\$1"
        ${EndIf}
      ${EndIf}
    ${Loop}
    FileClose $0
    RMDir $Folder
  FunctionEnd

  ; $Running is what must be closed first, or empty.
  Function ${un}FindRunning
    StrCpy $Running ""
    System::Call 'kernel32::GetCurrentProcessId() i .r9'
    System::Call 'kernel32::CreateToolhelp32Snapshot(i 2, i 0) p .r0'
    ; PROCESSENTRY32W
    System::Alloc 568
    Pop $1
    System::Call '*$1(i 568)'
    System::Call 'kernel32::Process32FirstW(p r0, p r1) i .r2'
    ${While} $2 <> 0
      System::Call '*$1(i, i, i .r3, i, p, i, i, i, i, i, &w260 .r4)'
      StrCpy $5 ""
      ${If} $4 == "paintdotnet.exe"
        StrCpy $5 "paint.net"
        StrCpy $6 "Paint.NET"
      ${ElseIf} $4 == "krita.exe"
      ${OrIf} $4 == "kritarunner.exe"
        StrCpy $5 "krita"
        StrCpy $6 "Krita"
      ${Else}
        ; gimp-3.exe, gimp-3.2.exe, gimp-console-3.0.exe; not gimp-2.10.exe, which has other plug-ins.
        StrCpy $7 $4 6
        StrCpy $8 $4 14
        ${If} $7 == "gimp-3"
        ${OrIf} $8 == "gimp-console-3"
        ${OrIf} $4 == "gimp.exe"
        ${OrIf} $4 == "gimp-console.exe"
          StrCpy $5 "gimp3"
          StrCpy $6 "GIMP"
        ${EndIf}
      ${EndIf}
      ${If} $5 != ""
        StrCpy $7 ",$5,"
        System::Call 'shlwapi::StrStrIW(w "$Watch", w r7) p .r8'
        ${If} $8 P<> 0
          StrCpy $Running "$6 ($4)"
        ${EndIf}
      ${EndIf}
      ; The uninstaller goes on as a copy of itself, and may not have ended yet.
      ${If} $3 <> $9
      ${AndIf} $4 != "uninstall.exe"
      ${AndIf} $WatchFolder != ""
        System::Call 'kernel32::OpenProcess(i 0x1000, i 0, i r3) p .r6'
        ${If} $6 P<> 0
          StrCpy $7 ""
          System::Call 'kernel32::QueryFullProcessImageNameW(p r6, i 0, w .r7, *i ${NSIS_MAX_STRLEN})'
          System::Call 'kernel32::CloseHandle(p r6)'
          StrLen $5 "$WatchFolder\"
          StrCpy $6 $7 $5
          ${If} $6 == "$WatchFolder\"
            StrCpy $Running "Enlarger ($4)"
          ${EndIf}
        ${EndIf}
      ${EndIf}
      System::Call 'kernel32::Process32NextW(p r0, p r1) i .r2'
    ${EndWhile}
    System::Free $1
    System::Call 'kernel32::CloseHandle(p r0)'
  FunctionEnd

  ; Has the user close what runs; silently it is refused.
  Function ${un}DemandNothingRuns
    ${Do}
      Call ${un}FindRunning
      ${If} $Running == ""
        ${ExitDo}
      ${EndIf}
      ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$Running is running: close it, then go on." /SD IDCANCEL IDCANCEL`
        ${Fail} "$Running is running: close it, then start this again."
      ${EndIf}
    ${Loop}
  FunctionEnd

  ; One installer or uninstaller at a time; the one before may just be ending.
  Function ${un}DemandAlone
    StrCpy $0 0
    ${Do}
      System::Call 'kernel32::CreateMutexW(p 0, i 0, w "Local\Enlarger.Setup") p .r1 ?e'
      Pop $2
      StrCpy $Alone $1
      ${If} $2 <> 183
        ${ExitDo}
      ${EndIf}
      System::Call 'kernel32::CloseHandle(p r1)'
      Sleep 200
      IntOp $0 $0 + 1
      ${If} $0 = 50
        ${Fail} "Enlarger is being installed or removed already: wait until that is done, then start this again."
      ${EndIf}
    ${Loop}
  FunctionEnd

  ; For another process that goes on with the work.
  Function ${un}LeaveAlone
    System::Call 'kernel32::CloseHandle(p $Alone)'
  FunctionEnd

  Function ${un}IsAdministrator
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 == "Admin"
      StrCpy $0 1
    ${Else}
      StrCpy $0 0
    ${EndIf}
  FunctionEnd

  ; Whether folders can be made in the folder $1 (in C:\ users may make folders and no files), or in the nearest one above it that exists: $0.
  Function ${un}CanWrite
    ${Do}
      ${If} ${FileExists} "$1\*.*"
        ${ExitDo}
      ${EndIf}
      ${GetParent} $1 $2
      ${If} $2 == ""
        ${ExitDo}
      ${EndIf}
      StrCpy $1 $2
    ${Loop}
    ClearErrors
    CreateDirectory "$1\enlarger-setup.tmp"
    ${If} ${Errors}
      StrCpy $0 0
    ${Else}
      RMDir "$1\enlarger-setup.tmp"
      StrCpy $0 1
    ${EndIf}
  FunctionEnd
!macroend
